// Writes zip archives (PKWARE's APPNOTE, version 2.0) with what browsers have: of a gzip stream it needs the middle.

const local = 0x04034b50;
const central = 0x02014b50;
const end = 0x06054b50;
const version = 20; // the least that unpacks it
const utf8 = 0x0800;
const deflate = 8;
const date = 0x0021; // 1 January 1980: the same files make the same archive

/** Returns an archive of files, by their names. */
export async function zip(files: [name: string, content: BlobPart][]): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const [text, content] of files) {
    const name = new TextEncoder().encode(text);
    const stream = new Blob([content]).stream().pipeThrough(new CompressionStream("gzip"));
    const packed = new Uint8Array(await new Response(stream).arrayBuffer());
    const data = packed.slice(10, -8); // without header and trailer, which holds checksum and size
    const trailer = new DataView(packed.buffer, packed.length - 8);
    const about = numbers([version, 2], [utf8, 2], [deflate, 2], [0, 2], [date, 2], [trailer.getUint32(0, true), 4], [data.length, 4], [trailer.getUint32(4, true), 4], [name.length, 2], [0, 2]);
    parts.push(numbers([local, 4]), about, name, data);
    directory.push(numbers([central, 4], [version, 2]), about, numbers([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), name);
    offset += 4 + about.length + name.length + data.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  return new Blob([...parts, ...directory, numbers([end, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [offset, 4], [0, 2])], { type: "application/zip" });
}

/** Returns numbers of so many bytes each, the least significant first. */
function numbers(...list: [value: number, bytes: number][]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(list.flatMap(([value, bytes]) => Array.from({ length: bytes }, (_, i) => (value >>> (8 * i)) & 255)));
}
