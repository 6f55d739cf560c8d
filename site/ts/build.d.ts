// Declares wasm_exec.js, which the build takes from the Go release that compiles the program.

declare module "wasm_exec" {}

declare class Go {
  readonly importObject: WebAssembly.Imports;
  /** The program's environment variables, which run passes to it. */
  env: Record<string, string>;
  /** Resolves when the Go program has ended. */
  run(instance: WebAssembly.Instance): Promise<void>;
}
