// Keeps a run for the page that shows recorded runs. It is fetched with the code that runs a scenario for real.
import { keep } from "./open/kept";

(globalThis as { overlapKeep?: (name: string, bytes: Uint8Array) => Promise<string> }).overlapKeep = (name, bytes) =>
  keep(name, { name, size: bytes.byteLength, stream: () => new Blob([bytes as BlobPart]).stream() });
