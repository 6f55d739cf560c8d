// Holds runs to what a challenge asks: the run that is shown, and where chance matters those with the other seeds, which print nothing.
import type { Checked } from "../open/source";
import type { Challenge, Panel } from "./challenge";
import type { Interpreter } from "./interpreter";
import type { Outcome, Program } from "./messages";
import { report } from "./score";
import { checkRun } from "./timeline";

/** Checks a run and those with other seeds, and shows what comes of it. The result is the first seed with which a run did not pass,
 * "none" when all did, or "some" when they were stopped or could not be checked. still says whether the reader is still at the challenge. */
export async function tryAll(task: Challenge, ran: Program, trace: string, interpreter: Interpreter, panel: Panel, still: () => boolean): Promise<number | "none" | "some"> {
  const first = await look(task, trace, panel, still);
  if (first === undefined) return "some";
  const tell = (list: Checked[], passed: boolean): Promise<void> => report(task, ran, list, passed, (program) => again(interpreter, program));
  if (!all(first)) {
    panel.say("Not yet.");
    await tell(first, false);
    return ran.seed;
  }
  let tried = 1;
  for (let seed = 0; tried < task.seeds; seed++) {
    if (seed === ran.seed) continue;
    panel.say(`It passes with seed ${ran.seed}. Trying others: ${++tried} of ${task.seeds} …`);
    const outcome = await again(interpreter, { ...ran, seed });
    if (outcome.trace === "") {
      panel.say(`Only ${tried - 1} of ${task.seeds} seeds were tried.`);
      return "some";
    }
    const list = await look(task, outcome.trace, panel, still);
    if (list === undefined) return "some";
    if (all(list)) continue;
    panel.say(`It passes with some seeds, but not with seed ${seed}.`);
    await tell(list, false);
    return seed;
  }
  panel.say(task.seeds > 1 ? `Passed, with all of ${task.seeds} seeds.` : "Passed.", true);
  await tell(first, true);
  return "none";
}

function all(list: Checked[]): boolean {
  return list.every(({ ok }) => ok);
}

/** Shows what came of the checks of a run, undefined when they cannot be made or the reader is elsewhere. */
async function look(task: Challenge, trace: string, panel: Panel, still: () => boolean): Promise<Checked[] | undefined> {
  const list = trace === "" ? "the run was ended" : await checkRun({ name: task.title, trace }, task.checks);
  if (!still()) return undefined;
  if (typeof list === "string") {
    panel.say(`It cannot be checked: ${list}.`);
    return undefined;
  }
  panel.points(list);
  return list;
}

function again(interpreter: Interpreter, program: Program): Promise<Outcome> {
  return new Promise((resolve) => {
    const nothing = (): void => {};
    void interpreter.run(program, { loading: nothing, running: nothing, printed: nothing, ended: resolve });
  });
}
