// The editor: an element whose value is the program. It is a textarea at first, which works at once and everywhere, and CodeMirror when
// that has come with Python. The rest of the page does not know which.
import { Field } from "./field";
import type { Note, Surface } from "./surface";

type Better = typeof import("./codemirror.mjs");

export class Editor extends HTMLElement {
  readonly #field = new Field(this);
  #surface: Surface = this.#field;
  #plain = true;

  get value(): string {
    return this.#surface.text;
  }

  set value(text: string) {
    this.#surface.text = text;
  }

  /** Marks a line, counted from 1; 0 marks none. */
  mark(line: number): void {
    this.#surface.mark(line);
  }

  /** Lights up lines, in place of those that were lit, with a note behind each. A change of the program puts all out. */
  light(lines: Note[]): void {
    this.#surface.light(lines);
  }

  /** Puts the cursor on a line. */
  go(line: number): void {
    this.#surface.go(line);
  }

  /** Puts CodeMirror in place of the textarea, which stays where CodeMirror cannot be fetched. */
  async improve(): Promise<void> {
    this.#plain = false;
    const code = import(new URL(this.dataset["better"]!, document.baseURI).href) as Promise<Better>;
    const better = await code.catch(() => undefined);
    await this.#field.settled();
    if (better === undefined || this.#plain || this.#surface !== this.#field) return;
    this.#surface = new better.CodeMirror(this, this.#field.writing());
    this.#field.remove();
  }

  /** Puts the textarea in place of CodeMirror. Undo begins anew. */
  simplify(): void {
    this.#plain = true;
    if (this.#surface === this.#field) return;
    this.#field.take(this.#surface.writing());
    this.#surface.remove();
    this.#surface = this.#field;
  }
}

customElements.define("program-editor", Editor);
