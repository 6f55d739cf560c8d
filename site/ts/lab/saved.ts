// The list of programs that the reader has saved.
import { forget, type Kept, saved } from "./programs";

/** Lists the programs that this browser keeps. */
export function listSaved(open: (program: Kept) => void): void {
  const list = [...saved().values()].map((program) => {
    const item = document.createElement("li");
    const load = Object.assign(document.createElement("button"), { type: "button", className: "load", textContent: program.name });
    load.addEventListener("click", () => open(program));
    const drop = Object.assign(document.createElement("button"), { type: "button", textContent: "Delete", ariaLabel: `Delete ${program.name}` });
    drop.addEventListener("click", () => {
      forget(program.name);
      listSaved(open);
      document.querySelector<HTMLElement>("#save-name")!.focus();
    });
    item.append(load, drop);
    return item;
  });
  document.querySelector("#saved-programs")!.replaceChildren(...list);
}
