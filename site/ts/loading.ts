// Shows how much of the program has arrived, in a bar that styles reveal only when it takes a while.

/** Returns the response, whose arrival moves the bar. The total is in bytes after decompression, which Content-Length is not. */
export function counted(response: Response, total: number): Response {
  const bar = document.querySelector<HTMLProgressElement>("progress#loading");
  if (bar === null || response.body === null) return response;
  let arrived = 0;
  bar.max = total;
  bar.hidden = false;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      arrived += chunk.byteLength;
      bar.value = arrived;
      controller.enqueue(chunk);
    },
    flush() {
      bar.hidden = true;
    },
  });
  return new Response(response.body.pipeThrough(counter), { headers: response.headers });
}
