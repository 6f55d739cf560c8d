// Fetches the interpreter, when the first program is to run. The service worker keeps its files.
import { fetched } from "../fetched";
import type { Runtime } from "./messages";

export interface Parts {
  code: string;
  runtime: Runtime;
}

/** Fetches all parts. progress is told how much of the whole is there, from 0 to 1. */
export async function fetchParts(data: DOMStringMap, progress: (share: number) => void): Promise<Parts> {
  const total = Number(data["bytes"]);
  let have = 0;
  const load = async (name: string): Promise<Response> => {
    const response = await fetched(data[name]!);
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        have += chunk.byteLength;
        progress(Math.min(1, have / total));
        controller.enqueue(chunk);
      },
    });
    return new Response(response.body!.pipeThrough(counter));
  };
  const [code, wasm, library, python] = await Promise.all([
    load("worker").then((r) => r.text()),
    load("wasm").then((r) => r.arrayBuffer()),
    load("library").then((r) => r.arrayBuffer()),
    load("python").then((r) => r.json() as Promise<Record<string, string>>),
  ]);
  return { code, runtime: { wasm, library, python } };
}
