// What the page says of a run, and of what the reader does.

const status = document.querySelector<HTMLElement>("#outcome")!;

/** Says what became of the last thing that the reader did. */
export function say(text: string, bad = false): void {
  status.textContent = text;
  status.toggleAttribute("data-bad", bad);
}

/** Adds to what is modelled otherwise than it is. */
export function addNote(text: string): void {
  document.querySelector("#notes")!.append(Object.assign(document.createElement("li"), { textContent: text }));
}

/** Shows an error below what was printed. */
export function showError(text: string): void {
  document.querySelector("#output")!.append(Object.assign(document.createElement("span"), { className: "wrong", textContent: text }));
}

/** Adds a button to what was said last. */
export function offer(label: string, act: () => void): void {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
  button.addEventListener("click", act);
  status.append(" ", button);
}
