// Hands a run to the page's program, which reads and shows it.

/** Where a run comes from. */
export interface Source {
  name: string;
  /** In bytes; 0 where that is not known. */
  size: number;
  stream: () => ReadableStream<Uint8Array> | Promise<ReadableStream<Uint8Array>>;
}

/** What package open of the page's program offers. A text says what is wrong, "" nothing; end and advise are called until they return true. */
interface Program {
  begin(): string;
  add(bytes: Uint8Array): string;
  end(): boolean;
  show(name: string, beside: boolean): string;
  advise(): boolean;
  leftOut(): number;
  lit(ns: number): Lit[];
  model(id: string, args: string, seed: number): string[] | string;
  asked(checks: string): string[] | string;
  check(checks: string): Checked[] | string;
}

/** A line at which tasks are, and which. */
export interface Lit {
  line: number;
  note: string;
}

/** What came of a check: see package open. */
export interface Checked {
  says: string;
  ok: boolean;
  got: string;
}

/** What the page's program offers when it runs. */
export function offered(): Program {
  return (globalThis as unknown as { overlapTrace: Program }).overlapTrace;
}

/** The most bytes of a file, unpacked. */
export const tooLarge = 512 * 2 ** 20;

/** For how many milliseconds pieces are read before the page handles events. */
const slice = 12;

let advising = 0; // the timer of the next piece of advice
let last: Promise<unknown> = Promise.resolve(); // the run that was handed over last

/** Does what hands a run over when all runs before are done with: the program reads one file at a time. */
function inTurn<T>(act: () => Promise<T>): Promise<T> {
  const turn = last.then(act, act);
  last = turn;
  return turn;
}

/** Returns how many records of the run that was shown last the page has no room for. */
export const leftOut = (): number => offered().leftOut();

/** Has the program show a run, and returns what is wrong with it. In between the page answers. */
export function program(source: Source, beside: boolean): Promise<string> {
  return inTurn(async () => {
    const problem = (await handOver(source)) || offered().show(source.name, beside);
    if (problem === "") advise(100); // the picture comes first
    return problem;
  });
}

/** Has the program look for advice, in pieces that begin after a wait in milliseconds. */
function advise(wait: number): void {
  clearTimeout(advising);
  advising = window.setTimeout(() => offered().advise() || advise(0), wait);
}

/** Returns what came of checks of a run, which stand one in each line; a text says what is wrong. */
export function check(source: Source, checks: string): Promise<Checked[] | string> {
  return inTurn(async () => (await handOver(source)) || offered().check(checks));
}

/** Hands a run over, and returns what is wrong with it. */
async function handOver(source: Source): Promise<string> {
  const overlapTrace = offered();
  overlapTrace.begin();
  let bytes = 0;
  let rested = performance.now();
  const rest = async (): Promise<void> => {
    if (performance.now() - rested < slice) return;
    await new Promise((then) => setTimeout(then));
    rested = performance.now();
  };
  try {
    for await (const piece of pieces(await unpacked(source))) {
      bytes += piece.byteLength;
      if (bytes > tooLarge) return `it has more than ${tooLarge / 2 ** 20} MB`;
      const problem = overlapTrace.add(piece);
      if (problem !== "") return problem;
      await rest();
    }
    while (!overlapTrace.end()) await rest();
  } catch (problem) {
    return problem instanceof Error ? problem.message : "it cannot be read";
  }
  return "";
}

/** Returns the content of a source, which may be packed with gzip. */
export async function unpacked(source: Source): Promise<ReadableStream<Uint8Array>> {
  const [look, whole] = (await source.stream()).tee();
  const reader = look.getReader();
  const { value } = await reader.read();
  void reader.cancel();
  if (value?.[0] !== 0x1f || value[1] !== 0x8b) return whole;
  return whole.pipeThrough(new DecompressionStream("gzip") as unknown as TransformStream<Uint8Array, Uint8Array>);
}

/** The longest piece that is read without a look at the time. */
const longest = 1 << 16;

/** Yields the content of a stream in pieces that are short enough. */
export async function* pieces(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      for (let from = 0; from < value.byteLength; from += longest) yield value.subarray(from, from + longest);
    }
  } finally {
    void reader.cancel().catch(() => {});
  }
}
