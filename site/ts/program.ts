// Loads and starts the program behind a page's live part. Until it runs, the page stands as the build wrote it; if it cannot
// run, the page says why and goes on telling its story.
import "wasm_exec";
import { ended, explain, say, withoutProgram } from "./failure";
import { answered } from "./fetched";
import { arriving, counted } from "./loading";

/** Runs when the program has drawn the page, or will not do so unless the reader has it fetched again. */
type Settled = (running: boolean) => void;

/** Returns a piece of the program by the name that the page has for it. */
type Load = (piece: string) => Promise<Response>;

/** Has the program collect garbage half as often while it is small, and more often when it grows large. */
const memory = { GOGC: "200", GOMEMLIMIT: "160MiB" };

/** A server's answer that another request would have, too. */
class Refused extends TypeError {}

/** Seconds before what the network has failed to bring is fetched again. */
const pauses = [1, 3, 9];

/** Fetches until it succeeds, as often as there are pauses, while the network alone is to blame. */
async function patiently<T>(fetching: () => Promise<T>, tried = 0): Promise<T> {
  try {
    return await fetching();
  } catch (problem) {
    if (!(problem instanceof TypeError) || problem instanceof Refused || tried === pauses.length) throw problem;
  }
  await new Promise((then) => setTimeout(then, pauses[tried]! * 1000));
  return patiently(fetching, tried + 1);
}

/**
 * Runs the program: the main program, and the chunks that hold the code of the page's scenarios. For the rest of its code the program calls
 * overlapLater with the name of a data attribute, which lists pieces. Each piece is fetched once, and again after a failure. The
 * answer says whether the page has the attribute.
 */
async function run(part: HTMLElement, load: Load): Promise<void> {
  if (typeof WebAssembly !== "object") throw new ReferenceError("WebAssembly is not defined");
  const { program, bytes } = part.dataset;
  if (program === undefined) throw new Error("the page names no program");
  const [main, ...chunks] = program.split(" ");
  const go = new Go();
  go.env = memory;
  const [{ instance }, ...modules] = await Promise.all([
    patiently(() => WebAssembly.instantiateStreaming(load(main!).then((response) => counted(response, Number(bytes))), go.importObject)),
    ...chunks.map((chunk) => patiently(() => WebAssembly.compileStreaming(load(chunk)))),
  ]);
  const add = (module: WebAssembly.Module): Promise<unknown> => WebAssembly.instantiate(module, { main: instance.exports });
  for (const module of modules) await add(module);
  const pieces = new Map<string, Promise<void>>(chunks.map((chunk) => [chunk, Promise.resolve()]));
  const fetchLater = async (piece: string): Promise<void> => {
    if (piece.endsWith(".js")) await import(new URL(piece, document.baseURI).href);
    else await add(await patiently(() => WebAssembly.compileStreaming(load(piece))));
  };
  (globalThis as { overlapLater?: (name: string) => Promise<boolean> }).overlapLater = async (name) => {
    for (const piece of part.dataset[name]?.split(" ").filter(Boolean) ?? []) {
      if (!pieces.has(piece)) pieces.set(piece, fetchLater(piece));
      await pieces.get(piece)!.catch((problem: unknown) => {
        pieces.delete(piece);
        throw problem;
      });
    }
    return name in part.dataset;
  };
  await go.run(instance);
  throw ended;
}

/** What browsers compile while it arrives has this type. Many learning platforms and simple servers send another. */
export const wasm = { headers: { "Content-Type": "application/wasm" } };

async function fetchPiece(piece: string): Promise<Response> {
  const response = await answered(piece);
  if (!response.ok) throw new (response.status < 500 ? Refused : TypeError)(`${response.status} ${response.statusText}`);
  return response.headers.get("Content-Type") === wasm.headers["Content-Type"] ? response : new Response(response.body, wasm);
}

/**
 * Starts the program of the page, whose pieces come from the network unless the page has them. Where they cannot be had the reader may
 * have them fetched again, and settled is called again.
 */
export function start(settled: Settled, load: Load = fetchPiece): void {
  const part = document.querySelector<HTMLElement>("[data-scenario]");
  if (part === null) return;
  arriving();
  const drawn = new MutationObserver(() => {
    drawn.disconnect();
    settled(true);
  });
  drawn.observe(document.documentElement, { attributeFilter: ["data-overlap"] });
  run(part, load).catch((problem: unknown) => {
    drawn.disconnect();
    settled(false);
    const restore = problem === ended ? () => {} : withoutProgram();
    const again = (): void => {
      restore();
      start(settled, load);
    };
    say(explain(problem), problem instanceof TypeError ? again : undefined);
  });
}
