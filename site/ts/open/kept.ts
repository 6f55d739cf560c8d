// Runs that this browser keeps under a name, packed, in a database of the page's own.
import { pieces, unpacked, type Source } from "./source";

const database = "overlap-runs";
const table = "runs";

/** The most bytes of a run that is kept, packed. */
const largest = 32 * 2 ** 20;

/** By which the tabs of this browser tell each other that a run was kept or forgotten. */
const tabs = new BroadcastChannel(database);

/** Calls back when another tab has kept or forgotten a run. */
export function whenKeptElsewhere(changed: () => void): void {
  tabs.addEventListener("message", changed);
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((then, otherwise) => {
    request.onsuccess = () => then(request.result);
    request.onerror = () => otherwise(request.error);
  });
}

async function runs(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const opening = indexedDB.open(database, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(table);
  const opened = await answered(opening);
  opened.onversionchange = () => opened.close();
  return opened.transaction(table, mode).objectStore(table);
}

/** Returns the names of the runs that are kept. */
export async function kept(): Promise<string[]> {
  return (await answered((await runs("readonly")).getAllKeys())).map(String);
}

/** Keeps a run, in place of one of that name, and returns what went wrong. */
export async function keep(name: string, source: Source): Promise<string> {
  const stream = (await unpacked(source)).pipeThrough(new CompressionStream("gzip") as unknown as TransformStream<Uint8Array, Uint8Array>);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces(stream)) {
    parts.push(piece.slice());
    bytes += piece.byteLength;
    if (bytes > largest) return `packed it has more than ${largest / 2 ** 20} MB`;
  }
  try {
    await answered((await runs("readwrite")).put(new Blob(parts as BlobPart[]), name));
    tabs.postMessage(name);
    return "";
  } catch {
    return "this browser has no room for it, or refuses to keep anything";
  }
}

/** Returns a run that is kept, undefined when there is none of that name. */
export async function load(name: string): Promise<Source | undefined> {
  const blob = (await answered((await runs("readonly")).get(name))) as Blob | undefined;
  if (blob === undefined) return undefined;
  return { name, size: blob.size, stream: () => blob.stream() };
}

export async function forget(name: string): Promise<void> {
  await answered((await runs("readwrite")).delete(name));
  tabs.postMessage(name);
}
