// Says in words why the live controls are not there.

/** Stands for a program that ran and came to its end, which it never should. */
export const ended = new Error("the program ended");

const story = "This page still tells the story with its default settings. ";

/** Returns the sentence for whatever was thrown. */
export function explain(problem: unknown): string {
  if (problem === ended) {
    return "The program behind the live controls has stopped. Reload the page to start it again: its address holds your settings.";
  }
  if (problem instanceof ReferenceError) {
    return story + "Live controls need WebAssembly, which this browser lacks or has switched off, as some strict security settings do.";
  }
  const detail = problem instanceof Error ? problem.message : String(problem);
  if (problem instanceof TypeError) {
    return story + `Live controls need a program that could not be loaded (${detail}). Check the connection and reload.`;
  }
  return story + `Live controls need a program that does not start in this browser (${detail}).`;
}

/** Makes the page what it is without scripts: what only the program could do is not offered. */
export function withoutProgram(): void {
  const unread = document.querySelector("head noscript")?.textContent ?? ""; // where scripts run it is text
  const styles = new DOMParser().parseFromString(unread, "text/html").querySelector("link");
  if (styles !== null) document.head.append(styles);
}

/** Shows the sentence, and tells it to those who cannot see it. */
export function say(sentence: string): void {
  document.querySelector<HTMLProgressElement>("progress#loading")?.setAttribute("hidden", "");
  const place = document.querySelector<HTMLElement>("#failure");
  if (place === null) return;
  place.textContent = sentence;
  place.hidden = false;
}
