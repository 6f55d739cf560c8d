// Runs on the page of the lab: an editor, what the program prints, and its timeline.
import { workOffline } from "../offline";
import { type Challenge, keepProgress, Panel, readChallenge, sourceOf } from "./challenge";
import type { Editor } from "./editor";
import "./editor";
import { Interpreter, type Watcher } from "./interpreter";
import { count, fetchListed, first, isListed, listPassed, modelOf, nextChallenge, prefix, settingsOf } from "./list";
import { linkTo, Maker } from "./make";
import type { Outcome, Program } from "./messages";
import { cameFrom, draft, exam, fromLink, keepDraft, keepPlain, type Kept, prefersPlain, save, toLink, unpack } from "./programs";
import { addNote, offer, say, showError } from "./said";
import { download, listSaved } from "./saved";
import { onMoment, type Run, sayChecks, show, showModel, withdraw } from "./timeline";
import { tryAll } from "./trials";

const byID = <E extends HTMLElement>(id: string): E => document.querySelector<E>(`#${id}`)!;
const field = (id: string): HTMLInputElement => byID<HTMLInputElement>(id);
const room = byID("room");
const editor = byID<Editor>("editor");
const output = byID("output");
const plain = field("plain"); // whether the reader stays with a textarea

let name = "program.py";
let opened: Kept | undefined; // what Reset brings back
let began = 0;
let last: Run | undefined; // the run that is shown
let shows = ""; // the source of the run that is shown
let ran: Program | undefined; // what runs or has run, since a program was opened
let before: Run | undefined; // the run that the last one is compared with
let challenge: Challenge | undefined; // the challenge that the reader is at
let foreign: string | undefined; // a program that came with a challenge, and does not replace the reader's own

const interpreter = new Interpreter(room);
const panel = new Panel({ solution: showSolution, next: () => void openExample(nextChallenge(challenge!.id)).then(showLink), leave });
const watcher: Watcher = {
  loading(share) {
    byID("python").hidden = share === 1;
    byID<HTMLProgressElement>("fetched").value = share;
    if (share < 1) return;
    say("Python starts …");
    if (!plain.checked) void editor.improve();
  },
  running: () => say("Running …"),
  printed: (text) => output.append(text),
  ended: (outcome) => void ended(outcome).finally(() => (document.documentElement.dataset["lab"] = outcome.how)),
};

function current(): Kept {
  return { name, source: editor.value, args: field("args").value.trim(), seed: Number(field("lab-seed").value) || 0 };
}

function busy(running: boolean): void {
  byID("go").hidden = running;
  byID("stop").hidden = !running;
  if (!running) byID("python").hidden = true;
}

function go(): void {
  keep();
  void showLink();
  output.replaceChildren();
  byID("notes").replaceChildren();
  editor.mark(0);
  began = performance.now();
  say("Python is fetched …");
  busy(true);
  panel.say("");
  const { source, args, seed } = current();
  ran = { source, name, args: args === "" ? [] : args.split(/\s+/), seed };
  void interpreter.run(ran, watcher);
}

/** Shows how the program ended, and what came of the checks that it is held to. */
async function ended(outcome: Outcome): Promise<void> {
  const program = ran!;
  busy(false);
  const { how, text, line, seconds, notes, trace } = outcome;
  const after = `Ended after ${seconds.toFixed(2)} s of the program’s time.`;
  if (how === "ok") say(`${after} It took ${((performance.now() - began) / 1000).toFixed(1)} s here.`);
  else if (how === "exit") say(text || after);
  else if (how === "error" && line > 0) say(text.trim().split("\n").at(-1) ?? "", true);
  else say(text, true);
  if (how === "error" && line > 0) showError(text);
  editor.mark(line);
  if (line > 0) offer(`Line ${line}`, () => editor.go(line));
  for (const note of notes) addNote(note);
  if (output.textContent === "") output.dataset["empty"] = trace === "" ? "" : "It printed nothing.";
  if (trace === "") withdraw(); // it was ended with its worker
  else {
    shows = program.source;
    await draw({ name, trace });
  }
  if (challenge !== undefined && ran === program) await judge(challenge, program, trace);
}

/** Checks a run, and where chance matters runs with further seeds. */
async function judge(task: Challenge, program: Program, trace: string): Promise<void> {
  busy(true);
  const failed = await tryAll(task, program, trace, interpreter, panel, () => task === challenge && ran === program);
  if (ran !== program) return; // another program was opened, or runs
  busy(false);
  if (task !== challenge) return;
  if (failed === "none") {
    keepProgress(task, { passed: true });
    panel.count(count());
    listPassed();
  } else if (failed !== program.seed && failed !== "some") {
    panel.offer(`Run seed ${failed}`, () => {
      field("lab-seed").value = String(failed);
      go();
    });
  }
}

/** Draws a run, beside the one that was kept for it. */
async function draw(run: Run): Promise<void> {
  last = run;
  const wrong = await show(run, before);
  if (last !== run) return; // another program was opened meanwhile
  byID("compare").hidden = wrong !== "";
  offerModel(wrong === "" && /\\": \{\\"seconds\\": /.test(run.trace));
  if (wrong !== "") addNote(`The timeline cannot be drawn: ${wrong}.`);
}

/** Offers the model beside a twin, and shows it where that was asked for before. */
function offerModel(tells: boolean): void {
  const able = tells && challenge === undefined && modelOf(name) !== undefined;
  byID("twin").hidden = !able;
  byID("take").hidden = !able || !isListed(prefix + modelOf(name)!.id);
  byID("model-words").replaceChildren();
  if (able && field("beside-model").checked) void compareWithModel();
}

async function compareWithModel(): Promise<void> {
  const { id, pieces } = modelOf(name)!;
  const program = ran!;
  const said = await showModel(id, pieces, program.args.join(" "), program.seed).catch((problem: Error) => `it could not be loaded (${problem.message})`);
  if (ran !== program) return;
  const lines = typeof said === "string" ? [`The model cannot be shown: ${said}.`] : said;
  byID("model-words").replaceChildren(...lines.map((textContent) => Object.assign(document.createElement("li"), { textContent })));
}

/** Keeps the run that is shown, and draws those that follow beside it; or no more. */
function compare(on: boolean): void {
  before = on ? last : undefined;
  byID("compare-hint").hidden = !on;
  if (!on && last !== undefined) void show(last);
}

/** Opens a challenge, with the program that the reader has for it, or another. */
function openChallenge(task: Challenge, from = "", program?: Kept): void {
  open({ name: `${task.id || "challenge"}.py`, source: task.start, args: "", seed: 0 }, from);
  const source = program?.source ?? sourceOf(task);
  if (source !== undefined) editor.value = source;
  if (program !== undefined) field("lab-seed").value = String(program.seed);
  foreign = from === "" ? undefined : source;
  challenge = task;
  panel.open(task, count());
}

function leave(): void {
  challenge = undefined;
  panel.close();
  keep();
  void showLink();
}

function showSolution(): void {
  const own = editor.value;
  editor.value = challenge!.solution;
  say("The solution is in the editor.");
  offer("Undo", () => (editor.value = own));
}

/** Opens a program. from says where it came from when the reader has not written it here. What the reader had written comes back on request. */
function open(program: Kept, from = ""): void {
  interpreter.abandon();
  busy(false);
  ran = undefined;
  const own = opened !== undefined && editor.value !== opened.source ? current() : undefined;
  const at = challenge;
  if (program !== opened) {
    challenge = undefined;
    panel.close();
  }
  opened = program;
  name = program.name;
  editor.value = program.source;
  field("args").value = program.args;
  field("lab-seed").value = String(program.seed);
  byID("name").textContent = name;
  byID("from").textContent = from;
  byID("from").hidden = from === "";
  output.replaceChildren();
  delete output.dataset["empty"];
  byID("notes").replaceChildren();
  say("");
  withdraw();
  last = before = undefined;
  field("beside").checked = false;
  byID("compare").hidden = byID("twin").hidden = true;
  byID("model-words").replaceChildren();
  if (own === undefined) return;
  say("Your program was replaced.");
  offer("Undo", () => (at === undefined ? open(own) : openChallenge(at, "", own)));
}

function keep(): void {
  keepDraft({ ...current(), challenge: challenge?.id ?? "" });
  if (challenge !== undefined && editor.value !== foreign) keepProgress(challenge, { source: editor.value });
}

/** Puts the program into the address, with the challenge that it is for, as long as they are short enough. */
async function showLink(): Promise<string> {
  const parts: (string | undefined)[] = [];
  if (challenge?.id === "") parts.push(await linkTo(challenge));
  else if (challenge !== undefined) parts.push(`challenge=${challenge.id}`);
  if (editor.value !== challenge?.start) {
    const program = await toLink(current());
    parts.push(program && `program=${program}`);
  }
  const whole = !parts.includes(undefined);
  history.replaceState(null, "", location.pathname + (exam ? "?exam=yes" : "") + (whole && parts.length > 0 ? `#${parts.join("&")}` : ""));
  return whole ? location.href : "";
}

/** Opens what the list has under an ID. For a challenge there may be a program, which came from somewhere. */
async function openExample(id: string, from = "", program?: Kept): Promise<void> {
  const { name, text } = await fetchListed(id);
  if (id.startsWith(prefix)) return openChallenge(readChallenge(JSON.parse(text)), from, program);
  open({ name, source: text, args: "", seed: 0 });
}

/** Opens what the address names, else what the reader had here last, else the first example. */
async function begin(): Promise<void> {
  const query = new URLSearchParams(location.search);
  const example = query.get("example");
  const kept = draft();
  let refused = "";
  try {
    if (example !== null) return await openTwin(example, query);
    const linked = await fromLink(location.hash);
    const own = linked !== undefined && kept?.source === linked.source;
    const from = linked === undefined || own ? "" : `This program ${cameFrom()}. It has not run: read it, then press Run. It can reach nothing of yours, whatever it does.`;
    const task = await unpack(location.hash, "task");
    const id = query.get("challenge") ?? new URLSearchParams(location.hash.slice(1)).get("challenge");
    if (task !== undefined) return await openTheirs(task, from || "This challenge came with the link. Its program runs when you press Run, and can reach nothing of yours.", linked);
    if (id !== null) {
      await openExample(prefix + id, from, linked);
      await showLink(); // the address's query is the picture's
      return;
    }
    if (linked !== undefined) return open(linked, from);
  } catch (problem) {
    refused = `The link cannot be read: ${problem instanceof Error ? problem.message : problem}`;
  }
  if (kept?.challenge) await openExample(prefix + kept.challenge, "", kept);
  else if (kept !== undefined) open(kept);
  else await openExample(first());
  say(refused, true);
}

/** Opens an entry of the list with the settings of a scenario's page. */
async function openTwin(id: string, query: URLSearchParams): Promise<void> {
  await openExample(id);
  field("args").value = settingsOf(query, editor.value);
  opened = current();
  await showLink();
}

/** Opens a teacher's challenge. What its checks ask only the program that draws can say. */
async function openTheirs(value: unknown, from: string, program?: Kept): Promise<void> {
  const task = readChallenge({ ...(value as object), id: "", says: [] });
  openChallenge(task, from, program);
  const says = await sayChecks(task.checks);
  if (task !== challenge) return;
  if (typeof says === "string") return say(`The challenge cannot be checked: ${says}.`, true);
  panel.points(says.map((text) => ({ says: text })));
}

/** Opens a file: a program, or a teacher's challenge. */
async function openFile(file: File): Promise<void> {
  if (file.size > 1_000_000) return say("A program has at most a megabyte.", true);
  const from = (what: string): string => `This ${what} came from the file ${file.name}. It runs when you press Run.`;
  const text = await file.text();
  if (!file.name.endsWith(".json")) return open({ name: file.name, source: text, args: "", seed: 0 }, from("program"));
  try {
    await openTheirs(JSON.parse(text), from("challenge"));
  } catch (problem) {
    say(`${file.name} cannot be opened: ${problem instanceof Error ? problem.message : problem}`, true);
  }
}

async function copyLink(): Promise<void> {
  const link = await showLink();
  if (link === "") return say("The program is too long for a link. Download it, and hand on the file.", true);
  await navigator.clipboard.writeText(link).then(() => say("The link is copied."), () => say("The link is in the address bar."));
}

byID("go").addEventListener("click", go);
byID("stop").addEventListener("click", () => interpreter.stop());
field("beside-model").addEventListener("change", () => {
  if (field("beside-model").checked) return void compareWithModel();
  byID("model-words").replaceChildren();
  void show(last!, before);
});
field("beside").addEventListener("change", () => compare(field("beside").checked));
byID("reset").addEventListener("click", () => {
  open(opened!);
  keep();
});
byID("take").addEventListener("click", () => void openExample(prefix + modelOf(name)!.id).then(showLink));
byID("download").addEventListener("click", () => download(editor.value, name, "text/x-python"));
byID("link").addEventListener("click", () => void copyLink());
byID("examples").addEventListener("change", (event) => {
  const list = event.currentTarget as HTMLSelectElement;
  void openExample(list.value).then(showLink).catch(() => say("The example could not be loaded. Check the connection.", true));
});
byID<HTMLFormElement>("save").addEventListener("submit", (event) => {
  event.preventDefault();
  name = field("save-name").value.trim() || name;
  byID("name").textContent = name;
  say(save(current()) ? `Saved in this browser as ${name}.` : "This browser keeps nothing. Download the program.");
  listSaved(open);
});
field("file").addEventListener("change", () => {
  const file = field("file").files?.[0];
  if (file !== undefined) void openFile(file);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  go();
});
editor.addEventListener("input", keep);
plain.checked = prefersPlain();
plain.addEventListener("change", () => {
  keepPlain(plain.checked);
  plain.checked ? editor.simplify() : void editor.improve();
});
onMoment((lines) => editor.light(shows === editor.value ? lines : []));
for (const id of ["args", "lab-seed"]) field(id).addEventListener("input", keep);

document.documentElement.toggleAttribute("data-exam", exam);
new Maker({ source: () => editor.value, try: (task) => openChallenge(task) });
if (!exam) workOffline(); // the page around it does, where that is the site's
listSaved(open);
listPassed();
addEventListener("hashchange", () => void begin());
void begin().finally(() => (document.documentElement.dataset["lab"] = "open"));
