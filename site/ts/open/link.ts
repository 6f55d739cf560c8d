// A link that holds a small run: its file, packed and in letters that addresses have.
import { pieces, unpacked, type Source } from "./source";

/** The longest link, in characters behind its #: what chats and mail programs leave whole. */
export const longestLink = 16_000;

/** The most bytes of a file that is worth packing. */
const worthPacking = 1 << 20;

/** Returns what stands behind #trace= in a link to a run, "" for a run that is too long. */
export async function toLink(source: Source): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces(await unpacked(source))) {
    parts.push(piece.slice());
    bytes += piece.byteLength;
    if (bytes > worthPacking) return "";
  }
  const packed = new Blob(parts as BlobPart[]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const packedBytes = new Uint8Array(await new Response(packed).arrayBuffer());
  if (packedBytes.byteLength * 4 > longestLink * 3) return "";
  let text = "";
  for (const byte of packedBytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Returns the run in a link. The program bounds what comes out of it. */
export async function fromLink(text: string): Promise<Source | string> {
  if (text.length > longestLink) return "it is longer than links to runs are";
  const packed = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const stream = (): ReadableStream<Uint8Array> =>
    new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw") as unknown as TransformStream<Uint8Array, Uint8Array>);
  return { name: "the run in the link", size: packed.byteLength, stream };
}
