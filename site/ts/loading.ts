// Shows that the program is on its way, and how much of it has arrived. Styles reveal it only when that takes a while.

function place(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#loading");
}

/** Shows that the program was asked for; the bar has no value until its first byte. */
export function arriving(): void {
  if (place() !== null) place()!.hidden = false;
}

/** Hides what arriving showed. */
export function arrived(): void {
  if (place() !== null) place()!.hidden = true;
}

/** Returns the response, whose arrival moves the bar. The total is in bytes after decompression, which Content-Length is not. */
export function counted(response: Response, total: number): Response {
  const bar = place()?.querySelector("progress");
  if (!bar || response.body === null) return response;
  let have = 0;
  bar.max = total;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      have += chunk.byteLength;
      bar.value = have;
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counter), { headers: response.headers });
}
