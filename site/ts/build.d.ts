// What the build puts in: Go's own glue, taken from the compiler's release.

declare module "wasm_exec" {}

declare class Go {
  readonly importObject: WebAssembly.Imports;
  /** Resolves when the Go program has ended. */
  run(instance: WebAssembly.Instance): Promise<void>;
}
