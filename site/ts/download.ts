// Files that the browser saves where the reader keeps files.

/** Gives the reader a file. */
export function download(name: string, content: Blob): void {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(content), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // browsers read it when they like
}

/** Gives the reader a Python program as a file. */
export function downloadProgram(name: string, source: string): void {
  download(name, new Blob([source], { type: "text/x-python" }));
}
