// What a run of a challenge is worth, for the page around this one, which may be a task that reports to a learning platform.
import { framed, tell } from "../embed/host";
import type { Checked } from "../open/source";
import type { Challenge } from "./challenge";
import type { Outcome, Program } from "./messages";
import { toLink } from "./programs";
import { checkRun } from "./timeline";

/** What the program to begin with passes, which earns nothing. */
let begun: { task: Challenge; met: number } | undefined;

/** Tells the page around this one, if there is one, what came of checks of a run, and out of 100 what that is worth. run runs another program. */
export async function report(task: Challenge, ran: Program, list: Checked[], passed: boolean, run: (program: Program) => Promise<Outcome>): Promise<void> {
  if (!framed) return;
  const met = count(list);
  const before = await metBefore(task, ran, met, run);
  if (before === undefined) return;
  const points = passed ? 100 : Math.floor((100 * Math.max(0, met - before)) / Math.max(1, list.length - before));
  const program = await toLink({ name: ran.name, source: ran.source, args: ran.args.join(" "), seed: ran.seed });
  tell("challenge", { challenge: task.id || task.title, met, of: list.length, passed, points, program, file: { name: ran.name, source: ran.source } });
}

/** Returns how many checks the program to begin with passes, undefined when it was ended by the reader. */
async function metBefore(task: Challenge, ran: Program, met: number, run: (program: Program) => Promise<Outcome>): Promise<number | undefined> {
  if (begun?.task === task) return begun.met;
  if (ran.source !== task.start) {
    const { trace } = await run({ ...ran, source: task.start });
    const list = trace === "" ? "it was ended" : await checkRun({ name: task.title, trace }, task.checks);
    if (typeof list === "string") return undefined;
    met = count(list);
  }
  begun = { task, met };
  return met;
}

function count(list: Checked[]): number {
  return list.filter(({ ok }) => ok).length;
}
