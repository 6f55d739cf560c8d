// Hands a program's records to the page's other program, which draws them as it draws a scenario's. It is fetched with the first run.
import { arrived } from "../loading";
import { program } from "../open/source";
import { start } from "../program";

export interface Run {
  name: string;
  trace: string;
}

const stage = document.querySelector<HTMLElement>("#drawn")!;
let drawer: Promise<void> | undefined;

/** Draws a run, beside another if there is one. The result says what is wrong with a trace, "" for nothing. */
export async function show(run: Run, other?: Run): Promise<string> {
  drawer ??= fetchDrawer();
  await drawer;
  stage.hidden = false;
  const runs = other === undefined ? [run] : [other, run];
  for (const [i, { name, trace }] of runs.entries()) {
    const wrong = await program({ name, size: trace.length, stream: () => new Blob([trace]).stream() }, i > 0);
    if (wrong !== "") {
      withdraw();
      return wrong;
    }
  }
  return "";
}

/** Hides what show drew: it is of another program. */
export function withdraw(): void {
  stage.hidden = true;
  document.querySelector("#advice")!.replaceChildren();
}

/** Starts the program that draws. */
function fetchDrawer(): Promise<void> {
  return new Promise((resolve) => {
    document.addEventListener("overlap-trace", () => resolve(), { once: true });
    start(arrived);
  });
}
