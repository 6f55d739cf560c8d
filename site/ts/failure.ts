// Tells the reader why the live controls are missing.
import { arrived } from "./loading";

/** The error of a program that started and ended, which it should never do. */
export const ended = new Error("the program ended");

const story = "This page still tells the story with its default settings. ";

/** Returns the sentence for an error. */
export function explain(problem: unknown): string {
  if (problem === ended) {
    return "The program behind the live controls has stopped. Reload the page to start it again: its address holds your settings.";
  }
  if (problem instanceof ReferenceError) {
    return story + "Live controls need WebAssembly, which this browser lacks or has switched off, as some strict security settings do.";
  }
  const detail = problem instanceof Error ? problem.message : String(problem);
  if (problem instanceof TypeError) {
    return story + `Live controls need a program that could not be loaded (${detail}). Check the connection.`;
  }
  return story + `Live controls need a program that does not start in this browser (${detail}).`;
}

/** Gives the page the styles it has without scripts, which hide the controls that need the program. The result takes them away. */
export function withoutProgram(): () => void {
  const unread = document.querySelector("head noscript")?.textContent ?? ""; // with scripts enabled, noscript holds text and no elements
  const styles = new DOMParser().parseFromString(unread, "text/html").querySelector("link, style");
  if (styles !== null) document.head.append(styles);
  return () => styles?.remove();
}

/** Shows the sentence in a live region, which screen readers announce, with a button for what can be done again. */
export function say(sentence: string, again?: () => void): void {
  arrived();
  const place = document.querySelector<HTMLElement>("#failure");
  if (place === null) return;
  place.textContent = sentence;
  place.hidden = false;
  if (again === undefined) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Try again";
  button.addEventListener("click", () => {
    place.hidden = true;
    again();
  });
  place.append(" ", button);
}
