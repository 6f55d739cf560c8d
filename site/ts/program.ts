// Loads and starts the program behind a page's live part. Until it runs, the page stands as the build wrote it; if it cannot
// run, the page says why and goes on telling its story.
import "wasm_exec";
import { ended, explain, say, withoutProgram } from "./failure";
import { arriving, counted } from "./loading";

/** Runs when the program has drawn the page, or will never do so. */
type Settled = (running: boolean) => void;

/** Has the program collect garbage half as often while it is small, and more often when it grows large. */
const memory = { GOGC: "200", GOMEMLIMIT: "160MiB" };

async function run(part: HTMLElement): Promise<void> {
  if (typeof WebAssembly !== "object") throw new ReferenceError("WebAssembly is not defined");
  const { program, bytes } = part.dataset;
  if (program === undefined) throw new Error("the page names no program");
  const go = new Go();
  go.env = memory;
  const response = await fetch(program);
  if (!response.ok) throw new TypeError(`${response.status} ${response.statusText}`);
  const { instance } = await WebAssembly.instantiateStreaming(counted(response, Number(bytes)), go.importObject);
  await go.run(instance);
  throw ended;
}

/** Starts the program of the page. */
export function start(settled: Settled): void {
  const part = document.querySelector<HTMLElement>("[data-scenario]");
  if (part === null) return;
  arriving();
  const drawn = new MutationObserver(() => {
    drawn.disconnect();
    settled(true);
  });
  drawn.observe(document.documentElement, { attributeFilter: ["data-overlap"] });
  run(part).catch((problem: unknown) => {
    drawn.disconnect();
    settled(false);
    if (problem !== ended) withoutProgram();
    say(explain(problem));
  });
}
