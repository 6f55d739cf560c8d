// Runs in the worker behind the wall: CPython by Pyodide, and the package overlap in it. The page hands over the files; a program's
// own code can reach nothing but this worker.
import { loadPyodide } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { info } from "pyodide/pyodide-lock.json";
import type { FromWorker, Program, Runtime } from "./messages";

declare const self: {
  fetch(address: unknown): Promise<Response>;
  postMessage(message: FromWorker): void;
  onmessage: (event: MessageEvent<Runtime | Program>) => void;
};

const mostMemory = 256 * 1024 * 1024;
const saidEach = 50; // milliseconds between texts, so that a million lines are not a million messages

function send(message: FromWorker): void {
  self.postMessage(message);
}

/** Refuses memory beyond the bound; Python then has a MemoryError. */
function boundMemory(): void {
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (pages: number): number {
    if (this.buffer.byteLength + pages * 65536 > mostMemory) throw new RangeError("too much memory");
    return grow.call(this, pages);
  };
}

/** Answers Pyodide, which believes that it fetches its files. */
function serve(runtime: Runtime): void {
  self.fetch = async (address) =>
    String(address).endsWith(".wasm")
      ? new Response(runtime.wasm, { headers: { "Content-Type": "application/wasm" } })
      : new Response(runtime.library);
}

/** Collects what a program prints. */
class Printed {
  #text = "";
  #sent = 0;

  readonly add = (text: string): void => {
    this.#text += text;
    if (performance.now() - this.#sent > saidEach) this.flush();
  };

  flush(): void {
    if (this.#text !== "") send({ printed: this.#text });
    this.#text = "";
    this.#sent = performance.now();
  }
}

async function start(runtime: Runtime): Promise<(program: Program) => void> {
  boundMemory();
  serve(runtime);
  const python = await loadPyodide({
    indexURL: "https://lab.invalid/",
    createPyodideModule,
    lockFileContents: { info, packages: {} },
    env: { PYTHONHASHSEED: "0", HOME: "/home/pyodide" },
  });
  for (const [name, text] of Object.entries(runtime.python)) {
    python.FS.mkdirTree(`/lab/${name.slice(0, name.lastIndexOf("/"))}`);
    python.FS.writeFile(`/lab/${name}`, text);
  }
  const printed = new Printed();
  python.globals.set("printed", printed.add);
  const run = python.runPython(`
import asyncio, sys
asyncio.events._set_running_loop(None)
sys.path.insert(0, "/lab")
from overlap import program
program.install(printed, printed)

def run(source, name, args, seed):
    outcome = program.run(source, name, args.to_py(), seed)
    return [outcome.how, outcome.text, outcome.line, outcome.seconds, outcome.notes, outcome.trace]

run`);
  return ({ source, name, args, seed }) => {
    const result = run(source, name, args, seed);
    const [how, text, line, seconds, notes, trace] = result.toJs();
    result.destroy();
    printed.flush();
    send({ outcome: { how, text, line, seconds, notes, trace } });
  };
}

let run: Promise<(program: Program) => void> | undefined;

self.onmessage = ({ data }) => {
  if ("wasm" in data) {
    run = start(data);
    run.then(() => send({ ready: true }), fail);
  } else run?.then((go) => go(data)).catch(fail);
};

function fail(problem: unknown): void {
  send({ failed: problem instanceof Error ? problem.message : String(problem) });
}
