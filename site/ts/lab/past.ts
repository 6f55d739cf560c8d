// What was done to a textarea's text, for a surface with an undo of its own: the browser's cannot be read.
import type { Edit } from "./surface";

/** How many edits are known, and how many characters their texts may have in all. */
const most = { edits: 1_000, characters: 4_000_000 };

export class Past {
  #edits: Edit[] = [];
  #now: string;

  constructor(text: string) {
    this.#now = text;
  }

  /** Forgets everything: the text is another one. */
  begin(text: string): void {
    this.#edits = [];
    this.#now = text;
  }

  /** Adds the edit after which the text is so. how is the inputType of the browser's event. */
  add(text: string, how: string): void {
    const undone = how === "historyUndo" ? this.#edits.map(({ before }) => before).lastIndexOf(text) : -1;
    if (undone >= 0) this.#edits.length = undone;
    else this.#edits.push({ before: this.#now, at: Date.now(), kind: kindOf(how) });
    this.#now = text;
    const fit = Math.min(most.edits, Math.floor(most.characters / (text.length + 1)));
    this.#edits.splice(0, this.#edits.length - fit);
  }

  edits(): Edit[] {
    return this.#edits;
  }
}

function kindOf(how: string): string {
  if (how.startsWith("delete")) return "delete";
  return how === "insertFromPaste" ? "input.paste" : "input.type";
}
