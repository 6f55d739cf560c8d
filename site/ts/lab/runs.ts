// Runs of the program: what it prints, its timeline, the checks of a challenge, and another run or the model beside it.
import { type Challenge, keepProgress } from "./challenge";
import { Interpreter, type Watcher } from "./interpreter";
import { isListed, listPassed, modelOf, prefix, progress } from "./list";
import type { Outcome, Program } from "./messages";
import { exam } from "./programs";
import { addNote, offer, say, showError } from "./said";
import { onMoment, type Run, show, showModel, withdraw, withdrawAdvice } from "./timeline";
import { tryAll } from "./trials";
import { byID, copyLink, current, editor, field, keep, panel, showLink, work } from "./workspace";

const output = byID("output");
const interpreter = new Interpreter(byID("room"));

let began = 0;
let last: Run | undefined; // the run that is shown
let shows = ""; // the source of the run that is shown
let ran: Program | undefined; // what runs or has run, since a program was opened
let before: Run | undefined; // the run that the last one is compared with

const watcher: Watcher = {
  loading(share) {
    byID("python").hidden = share === 1;
    byID<HTMLProgressElement>("fetched").value = share;
    if (share < 1) return;
    say("Python starts …");
    if (!field("plain").checked) void editor.improve();
  },
  running: () => say("Running …"),
  printed: (text) => output.append(text),
  ended: (outcome) => void ended(outcome).finally(() => (document.documentElement.dataset["lab"] = outcome.how)),
};

onMoment((lines) => editor.light(shows === editor.value ? lines : []));

function busy(running: boolean): void {
  byID("go").hidden = running;
  byID("stop").hidden = !running;
  if (!running) byID("python").hidden = true;
}

/** Runs the program. */
export function go(): void {
  keep();
  void showLink();
  output.replaceChildren();
  delete output.dataset["empty"];
  byID("notes").replaceChildren();
  withdrawAdvice();
  editor.mark(0);
  began = performance.now();
  say("Python is fetched …");
  busy(true);
  panel.say("");
  if (work.challenge === undefined) reveal();
  const { name, source, args, seed } = current();
  ran = { source, name, args: args === "" ? [] : args.split(/\s+/), seed };
  void interpreter.run(ran, watcher);
}

/** Scrolls to what comes of a run where that is below the window, as on a phone; whoever writes stays in the editor. */
function reveal(): void {
  const outcome = byID("outcome");
  if (outcome.getBoundingClientRect().top < innerHeight || editor.matches(":focus-within")) return;
  outcome.scrollIntoView({ block: "start" });
}

export function stop(): void {
  interpreter.stop();
}

/** Ends what runs, and takes away what came of runs: another program is opened. */
export function forget(): void {
  interpreter.abandon();
  busy(false);
  ran = last = before = undefined;
  output.replaceChildren();
  output.dataset["empty"] = "Press Run: what the program prints stands here, and above it when each task waited.";
  byID("notes").replaceChildren();
  say("");
  withdraw();
  field("beside").checked = false;
  byID("compare").hidden = byID("twin").hidden = true;
  byID("model-words").replaceChildren();
}

/** Shows how the program ended, and what came of the checks that it is held to. */
async function ended(outcome: Outcome): Promise<void> {
  const program = ran!;
  busy(false);
  const { how, text, line, seconds, notes, trace } = outcome;
  const after = `Ended after ${seconds.toFixed(2)} s of the program’s time.`;
  if (how === "ok") say(`${after} ${tookHere()}`);
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
    await draw({ name: program.name, trace });
  }
  const { challenge } = work;
  if (challenge !== undefined && ran === program) await judge(challenge, program, trace);
}

function tookHere(): string {
  const seconds = (performance.now() - began) / 1000;
  return `It took ${seconds < 0.1 ? "less than 0.1" : seconds.toFixed(1)} s here.`;
}

/** Checks a run, and where chance matters runs with further seeds. */
async function judge(task: Challenge, program: Program, trace: string): Promise<void> {
  busy(true);
  const failed = await tryAll(task, program, trace, interpreter, panel, () => task === work.challenge && ran === program);
  if (ran !== program) return; // another program was opened, or runs
  busy(false);
  if (task !== work.challenge) return;
  if (failed === "none") {
    keepProgress(task, { passed: true });
    panel.count(progress(task));
    listPassed();
    if (!exam) panel.offer("Copy link", () => void copyLink().then((text) => panel.say(`Passed. ${text}`, true)));
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

/** Draws the run that is shown anew, with what stands beside it now. */
function redraw(): void {
  if (last !== undefined) void show(last, before);
}

/** Keeps the run that is shown, and draws those that follow beside it; or no more. */
export function compare(on: boolean): void {
  before = on ? last : undefined;
  byID("compare-hint").hidden = !on;
  if (!on) redraw();
}

/** Offers the model beside a twin, and shows it where that was asked for before. */
function offerModel(tells: boolean): void {
  const able = tells && work.challenge === undefined && modelOf(work.name) !== undefined;
  byID("twin").hidden = !able;
  byID("take").hidden = !able || !isListed(prefix + modelOf(work.name)!.id);
  byID("model-words").replaceChildren();
  if (able && field("beside-model").checked) void compareWithModel(true);
}

/** Shows the model beside the run, or no longer. */
export async function compareWithModel(on: boolean): Promise<void> {
  if (!on) {
    byID("model-words").replaceChildren();
    return redraw();
  }
  const { id, pieces } = modelOf(work.name)!;
  const program = ran!;
  const said = await showModel(id, pieces, program.args.join(" "), program.seed).catch((problem: Error) => `it could not be loaded (${problem.message})`);
  if (ran !== program) return;
  const lines = typeof said === "string" ? [`The model cannot be shown: ${said}.`] : said;
  byID("model-words").replaceChildren(...lines.map((textContent) => Object.assign(document.createElement("li"), { textContent })));
}
