// What the build puts into the scripts of the lab, and Pyodide, as far as it is used.

/** The script of the frame, and its policy: site.Room. */
declare const ROOM: { script: string; policy: string };

declare module "pyodide" {
  interface Proxy {
    (...args: unknown[]): Proxy;
    toJs(): [never, never, never, never, never, never];
    destroy(): void;
  }
  interface Python {
    FS: { mkdirTree(path: string): void; writeFile(path: string, content: string): void };
    globals: { set(name: string, value: unknown): void };
    runPython(code: string): Proxy;
  }
  export function loadPyodide(options: Record<string, unknown>): Promise<Python>;
}

declare module "pyodide/pyodide.asm.mjs" {
  export default function createPyodideModule(): unknown;
}

declare module "pyodide/pyodide-lock.json" {
  export const info: unknown;
}
