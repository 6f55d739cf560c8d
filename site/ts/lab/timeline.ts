// Hands a program's records to the page's other program, which draws them as it draws a scenario's. It is fetched with the first run.
import { arrived } from "../loading";
import { check, type Checked, type Lit, offered, program, type Source } from "../open/source";
import { start } from "../program";

export interface Run {
  name: string;
  trace: string;
}

const stage = document.querySelector<HTMLElement>("#drawn")!;
let drawer: Promise<void> | undefined;
let wanted: Run | undefined; // the run that is to be seen when the drawer is there

function source({ name, trace }: Run): Source {
  return { name, size: trace.length, stream: () => new Blob([trace]).stream() };
}

/** Returns what came of checks of a run; a text says what is wrong. */
export async function checkRun(run: Run, checks: string[]): Promise<Checked[] | string> {
  await ready();
  return check(source(run), checks.join("\n"));
}

/** Returns what checks ask, as sentences; a text says what is wrong with them. */
export async function sayChecks(checks: string[]): Promise<string[] | string> {
  await ready();
  return offered().asked(checks.join("\n"));
}

/** Draws a run, beside another if there is one. The result says what is wrong with a trace, "" for nothing. */
export async function show(run: Run, other?: Run): Promise<string> {
  wanted = run;
  await ready();
  if (wanted !== run) return "";
  stage.hidden = false;
  const runs = other === undefined ? [run] : [other, run];
  for (const [i, run] of runs.entries()) {
    const wrong = await program(source(run), i > 0);
    if (wrong !== "") {
      withdraw();
      return wrong;
    }
  }
  return "";
}

/** Calls back with the lines at which tasks are, whenever the playhead has moved. Its place is what the slider tells readers of screens. */
export function onMoment(moved: (lines: Lit[]) => void): void {
  new MutationObserver(() => {
    const scrub = document.querySelector<HTMLInputElement>("#scrub");
    if (drawer !== undefined && !stage.hidden && scrub !== null) void drawer.then(() => moved(offered().lit(Number(scrub.value))));
  }).observe(stage, { subtree: true, attributeFilter: ["aria-valuetext"] });
}

/** Shows the model beside the last run, which is of its twin, and returns how they differ; a text says what is wrong. */
export async function showModel(id: string, pieces: string[], args: string, seed: number): Promise<string[] | string> {
  await ready();
  stage.dataset["model"] = pieces.join(" ");
  if (pieces.length > 0) await (globalThis as unknown as { overlapLater(attribute: string): Promise<boolean> }).overlapLater("model");
  return offered().model(id, args, seed);
}

/** Hides what show drew or is about to draw: it is of another program. */
export function withdraw(): void {
  wanted = undefined;
  stage.hidden = true;
  withdrawAdvice();
}

/** Takes away what was advised for another run. */
export function withdrawAdvice(): void {
  document.querySelector("#advice")!.replaceChildren();
}

function ready(): Promise<void> {
  return (drawer ??= fetchDrawer());
}

/** Starts the program that draws. */
function fetchDrawer(): Promise<void> {
  return new Promise((resolve) => {
    document.addEventListener("overlap-trace", () => resolve(), { once: true });
    start(arrived);
  });
}
