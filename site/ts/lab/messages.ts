// What the page and the worker behind the wall say to each other.

/** The files that the interpreter is made of. */
export interface Runtime {
  wasm: ArrayBuffer;
  library: ArrayBuffer;
  /** The package overlap, by the names of its files. */
  python: Record<string, string>;
}

/** A program to run. */
export interface Program {
  source: string;
  name: string;
  args: string[];
  seed: number;
}

/** How a program ended: see the package overlap's Outcome. */
export interface Outcome {
  how: "ok" | "exit" | "error" | "deadlock" | "limit";
  text: string;
  line: number;
  seconds: number;
  notes: string[];
  trace: string;
}

export type FromWorker = { ready: true } | { printed: string } | { outcome: Outcome } | { failed: string };
