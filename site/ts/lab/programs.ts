// Where programs come from and stay: the link, this browser, a file.

/** A program as the reader keeps it. */
export interface Kept {
  name: string;
  source: string;
  args: string;
  seed: number;
  challenge?: string; // the scenario of the challenge that it is for
}

const draftKey = "overlap:lab";
const namedKey = "overlap:lab:programs";
const plainKey = "overlap:lab:plain";

/** The longest program that a link holds, in characters of the link. */
export const longestLink = 6_000;

/** Whether a course is around the page. It keeps what counts; the browser keeps nothing, because others may use it after the learner. */
export const exam = new URLSearchParams(location.search).get("exam") === "yes";

/** Says of a program in a link where it came from. Only a page of the site can be around this one and be read. */
export function cameFrom(): string {
  try {
    if (exam && parent !== window && parent.location.origin === location.origin) return "is what your course has kept";
  } catch {
    // a page of another site
  }
  return "came with the link";
}

/** Returns what this tab said of where the program in its address came from, undefined when the address was not written here. */
export function cameBefore(): string | undefined {
  const { from } = (history.state ?? {}) as { from?: unknown };
  return !exam && typeof from === "string" ? from : undefined;
}

/** Returns what is stored under a key, undefined for nothing. */
export function read<T>(key: string): T | undefined {
  if (exam) return undefined;
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") ?? undefined;
  } catch {
    return undefined; // storage is refused, or holds what nobody here wrote
  }
}

/** Stores a value under a key; false when the browser refuses. */
export function write(key: string, value: unknown): boolean {
  if (exam) return false;
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function draft(): Kept | undefined {
  const kept = read<Partial<Kept>>(draftKey);
  return typeof kept?.source === "string" ? { name: String(kept.name), source: kept.source, args: String(kept.args ?? ""), seed: Number(kept.seed) || 0, challenge: String(kept.challenge ?? "") } : undefined;
}

export function keepDraft(program: Kept): void {
  write(draftKey, program);
}

/** Whether the editor is to stay a textarea: as the reader has said, else where fingers write, for which keyboards, handles and menus know textareas best. */
export function prefersPlain(): boolean {
  return read<boolean>(plainKey) ?? matchMedia("(pointer: coarse)").matches;
}

export function keepPlain(plain: boolean): void {
  write(plainKey, plain);
}

/** Returns the saved programs by name, in the order of names. */
export function saved(): Map<string, Kept> {
  const all = read<Record<string, Kept>>(namedKey);
  return new Map(Object.entries(all ?? {}).filter(([, kept]) => typeof kept?.source === "string").sort(([a], [b]) => a.localeCompare(b)));
}

/** Saves a program under its name; false when the browser refuses. */
export function save(program: Kept): boolean {
  return write(namedKey, Object.fromEntries(saved().set(program.name, program)));
}

export function forget(name: string): void {
  const all = saved();
  all.delete(name);
  write(namedKey, Object.fromEntries(all));
}

/** Returns a value as a part of a link, undefined when it is too long for one. */
export async function pack(value: unknown): Promise<string | undefined> {
  const bytes = new Blob([JSON.stringify(value)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const packed = new Uint8Array(await new Response(bytes).arrayBuffer());
  const text = btoa(String.fromCharCode(...packed)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return text.length <= longestLink ? text : undefined;
}

/** Returns the value that a part of a link holds, undefined when there is no such part; a damaged one throws. */
export async function unpack(hash: string, part: string): Promise<unknown> {
  const text = new URLSearchParams(hash.replace(/^#/, "")).get(part);
  if (text === null) return undefined;
  if (text.length > longestLink) throw new RangeError("it is longer than links are");
  try {
    const packed = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
    const unpacked = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
    return JSON.parse(unpacked.slice(0, 1_000_000));
  } catch { // whose words are the browser's
    throw new TypeError("some of it is missing or was changed. Copy the whole link");
  }
}

/** Returns what stands behind program= in a link to a program, undefined when the program is too long for one. */
export function toLink(program: Kept): Promise<string | undefined> {
  return pack([program.name, program.source, program.args, program.seed]);
}

/** Returns the program of a link, undefined when it holds none; a damaged one throws. */
export async function fromLink(hash: string): Promise<Kept | undefined> {
  const list = await unpack(hash, "program");
  if (list === undefined) return undefined;
  const [name, source, args, seed] = list as unknown[];
  if (typeof source !== "string") throw new TypeError("it holds no program");
  return { name: String(name), source, args: String(args ?? ""), seed: Number(seed) || 0 };
}
