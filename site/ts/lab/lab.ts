// Runs on the page of the lab: an editor, what the program prints, and its timeline.
import { workOffline } from "../offline";
import { Editor } from "./editor";
import { Interpreter } from "./interpreter";
import type { Outcome } from "./messages";
import { draft, forget, fromLink, keepDraft, type Kept, save, saved, toLink } from "./programs";
import { type Run, show, withdraw } from "./timeline";

const byID = <E extends HTMLElement>(id: string): E => document.querySelector<E>(`#${id}`)!;
const field = (id: string): HTMLInputElement => byID<HTMLInputElement>(id);
const room = byID("room");
const editor = new Editor(byID("editor"));
const output = byID("output");
const status = byID("outcome");

let name = "program.py";
let opened: Kept | undefined; // what Reset brings back
let began = 0;
let last: Run | undefined; // the run that is shown
let before: Run | undefined; // the run that it is compared with

const interpreter = new Interpreter(room, {
  loading(share) {
    byID("python").hidden = share === 1;
    byID<HTMLProgressElement>("fetched").value = share;
    if (share === 1) say("Python starts …");
  },
  running: () => say("Running …"),
  printed: (text) => output.append(text),
  ended,
});

function current(): Kept {
  return { name, source: editor.text, args: field("args").value.trim(), seed: Number(field("lab-seed").value) || 0 };
}

function say(text: string, bad = false): void {
  status.textContent = text;
  status.toggleAttribute("data-bad", bad);
}

function busy(running: boolean): void {
  byID("go").hidden = running;
  byID("stop").hidden = !running;
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
  const { source, args, seed } = current();
  void interpreter.run({ source, name, args: args === "" ? [] : args.split(/\s+/), seed });
}

/** Shows how the program ended. */
function ended(outcome: Outcome): void {
  busy(false);
  byID("python").hidden = true;
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
  if (!trace.includes('"kind":"made"')) withdraw(); // it made no task, or was ended with its worker
  else void draw({ name, trace });
  document.documentElement.dataset["lab"] = how;
}

/** Draws a run, beside the one that was kept for it. */
async function draw(run: Run): Promise<void> {
  last = run;
  const wrong = await show(run, before);
  byID("compare").hidden = wrong !== "";
  if (wrong !== "") addNote(`The timeline cannot be drawn: ${wrong}.`);
}

/** Keeps the run that is shown, and draws those that follow beside it; or no more. */
function compare(on: boolean): void {
  before = on ? last : undefined;
  byID("compare-hint").hidden = !on;
  if (!on && last !== undefined) void show(last);
}

function addNote(text: string): void {
  byID("notes").append(Object.assign(document.createElement("li"), { textContent: text }));
}

function showError(text: string): void {
  output.append(Object.assign(document.createElement("span"), { className: "wrong", textContent: text }));
}

/** Adds a button to what was said last. */
function offer(label: string, act: () => void): void {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
  button.addEventListener("click", act);
  status.append(" ", button);
}

/** Opens a program. from says where it came from when the reader has not written it here. What the reader had written comes back on request. */
function open(program: Kept, from = ""): void {
  const own = opened !== undefined && editor.text !== opened.source ? current() : undefined;
  opened = program;
  name = program.name;
  editor.text = program.source;
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
  byID("compare").hidden = true;
  if (own === undefined) return;
  say("Your program was replaced.");
  offer("Undo", () => open(own));
}

function keep(): void {
  keepDraft(current());
}

/** Puts the program into the address, as long as it is short enough. */
async function showLink(): Promise<string> {
  const hash = await toLink(current());
  history.replaceState(null, "", location.pathname + (hash === undefined ? "" : `#${hash}`));
  return hash === undefined ? "" : location.href;
}

async function openExample(id: string): Promise<void> {
  const option = [...byID<HTMLSelectElement>("examples").options].find((option) => option.value === id);
  if (option === undefined || id === "") return;
  const response = await fetch(option.dataset["file"]!);
  if (!response.ok) throw new TypeError(`${response.status} ${response.statusText}`);
  byID<HTMLSelectElement>("examples").value = id;
  open({ name: option.dataset["file"]!.split("/").at(-1)!.replace(/^lab-(.*)-[0-9a-f]{15}\.py$/, "$1.py"), source: await response.text(), args: "", seed: 0 });
}

/** Returns those settings of a scenario's page that its twin knows: its constants. */
function settingsOf(query: URLSearchParams, source: string): string {
  const constants = new Set([...source.matchAll(/^([A-Z][A-Z0-9_, ]*) =/gm)].flatMap(([, names]) => names!.split(", ").map((n) => n.toLowerCase().replaceAll("_", "-"))));
  return [...query].filter(([setting]) => constants.has(setting)).map(([setting, value]) => `${setting}=${value}`).join(" ");
}

/** Opens what the address names, else what the reader had here last, else the first example. */
async function begin(): Promise<void> {
  const query = new URLSearchParams(location.search);
  const example = query.get("example");
  const kept = draft();
  let refused = "";
  try {
    const linked = await fromLink(location.hash);
    if (linked !== undefined) {
      const own = kept?.source === linked.source;
      open(linked, own ? "" : "This program came with the link. It has not run: read it, then press Run. It can reach nothing of yours, whatever it does.");
      return;
    }
  } catch (problem) {
    refused = `The link’s program cannot be read: ${problem instanceof Error ? problem.message : problem}`;
  }
  if (example !== null) {
    await openExample(example);
    field("args").value = settingsOf(query, editor.text);
    opened = current();
    await showLink(); // the address's query is the picture's
  } else if (kept !== undefined) open(kept);
  else await openExample(byID<HTMLSelectElement>("examples").options[1]!.value);
  say(refused, true);
}

function listSaved(): void {
  const list = [...saved().values()].map((program) => {
    const item = document.createElement("li");
    const load = Object.assign(document.createElement("button"), { type: "button", className: "load", textContent: program.name });
    load.addEventListener("click", () => open(program));
    const drop = Object.assign(document.createElement("button"), { type: "button", textContent: "Delete", ariaLabel: `Delete ${program.name}` });
    drop.addEventListener("click", () => {
      forget(program.name);
      listSaved();
      byID("save-name").focus();
    });
    item.append(load, drop);
    return item;
  });
  byID("saved-programs").replaceChildren(...list);
}

function download(): void {
  const url = URL.createObjectURL(new Blob([editor.text], { type: "text/x-python" }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function copyLink(): Promise<void> {
  const link = await showLink();
  if (link === "") return say("The program is too long for a link. Download it, and hand on the file.", true);
  await navigator.clipboard.writeText(link).then(() => say("The link is copied."), () => say("The link is in the address bar."));
}

byID("go").addEventListener("click", go);
byID("stop").addEventListener("click", () => interpreter.stop());
field("beside").addEventListener("change", () => compare(field("beside").checked));
byID("reset").addEventListener("click", () => open(opened!));
byID("download").addEventListener("click", download);
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
  listSaved();
});
field("file").addEventListener("change", async () => {
  const file = field("file").files?.[0];
  if (file === undefined) return;
  if (file.size > 1_000_000) return say("A program has at most a megabyte.", true);
  open({ name: file.name, source: await file.text(), args: "", seed: 0 }, `This program came from the file ${file.name}. It runs when you press Run.`);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  go();
});
editor.onChange(keep);
for (const id of ["args", "lab-seed"]) field(id).addEventListener("input", keep);

workOffline();
listSaved();
void begin().finally(() => (document.documentElement.dataset["lab"] = "open"));
