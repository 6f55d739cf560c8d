// The first surface: a textarea, which has the browser's undo, selection and reading aloud, over the same text in colours.
import { Past } from "./past";
import { type Note, scrollTo, type Surface, type Writing } from "./surface";

const keywords = new Set(
  ("False None True and as assert async await break case class continue def del elif else except finally for from global if import in is " +
    "lambda match nonlocal not or pass raise return try while with yield").split(" "),
);
const tokens =
  /(#[^\n]*)|([rbfuRBFU]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))|(\b\d[\w.]*)|([A-Za-z_]\w*)|(@[\w.]+)/g;

/** Returns the class of a token, as listings have it; "" for one in the colour of text. */
function classOf([, comment, string, number, name, decorator]: RegExpMatchArray): string {
  if (comment) return "c1";
  if (string) return "s";
  if (number) return "mi";
  if (decorator) return "nd";
  return keywords.has(name ?? "") ? "k" : "";
}

export class Field implements Surface {
  readonly #field: HTMLTextAreaElement;
  readonly #shown: HTMLElement;
  readonly #past: Past;
  #leaving = false; // Escape was pressed: the next Tab moves the focus on
  #composing = false;
  #marked = 0;

  constructor(private readonly place: HTMLElement) {
    this.#field = place.querySelector("textarea")!;
    this.#shown = place.querySelector("pre")!;
    this.#past = new Past(this.text);
    this.#field.addEventListener("input", (event) => this.#edited((event as InputEvent).inputType));
    this.#field.addEventListener("scroll", () => this.#follow());
    this.#field.addEventListener("keydown", (event) => this.#onKey(event));
    this.#field.addEventListener("beforeinput", (event) => {
      if (event.inputType === "insertLineBreak") this.#breakLine(event);
    });
    this.#field.addEventListener("compositionstart", () => (this.#composing = true));
    this.#field.addEventListener("compositionend", () => (this.#composing = false));
    this.#paint();
  }

  get text(): string {
    return this.#field.value;
  }

  set text(text: string) {
    this.#field.value = text;
    this.#field.scrollTop = 0;
    this.#past.begin(this.text);
    this.#marked = 0;
    this.#paint();
  }

  writing(): Writing {
    const { selectionStart, selectionEnd, selectionDirection, scrollTop, scrollLeft } = this.#field;
    const [anchor, head] = selectionDirection === "backward" ? [selectionEnd, selectionStart] : [selectionStart, selectionEnd];
    return { text: this.text, anchor, head, top: scrollTop, left: scrollLeft, focused: document.activeElement === this.#field, past: this.#past.edits() };
  }

  /** Comes back, in place of another surface. */
  take({ text, anchor, head, top, left, focused }: Writing): void {
    this.place.append(this.#shown, this.#field);
    this.text = text;
    this.#field.setSelectionRange(Math.min(anchor, head), Math.max(anchor, head), head < anchor ? "backward" : "forward");
    if (focused) this.#field.focus({ preventScroll: true });
    this.#field.scrollTo({ top, left });
  }

  mark(line: number): void {
    this.#marked = line;
    this.#paint();
  }

  light(lines: Note[]): void {
    for (const line of this.#shown.querySelectorAll<HTMLElement>("[data-lit]")) delete line.dataset["lit"];
    for (const { line, note } of lines) (this.#shown.children[line - 1] as HTMLElement | undefined)?.setAttribute("data-lit", note);
    if (lines[0] !== undefined && document.activeElement !== this.#field) this.#showLine(lines[0].line);
  }

  #showLine(line: number): void {
    const { scrollTop, clientHeight } = this.#field;
    const height = parseFloat(getComputedStyle(this.#field).lineHeight);
    const top = scrollTo({ top: (line - 1) * height, height }, { top: scrollTop, height: clientHeight });
    if (top !== undefined) this.#field.scrollTop = top;
  }

  go(line: number): void {
    const lines = this.text.split("\n");
    const from = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    this.#field.focus();
    this.#field.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
    this.#showLine(line);
  }

  /** Resolves when no character is half typed, as input methods have them. */
  async settled(): Promise<void> {
    while (this.#composing) await new Promise((then) => this.#field.addEventListener("compositionend", then, { once: true }));
  }

  remove(): void {
    this.#shown.remove();
    this.#field.remove();
  }

  #edited(how: string): void {
    this.#past.add(this.text, how);
    this.#marked = 0;
    this.#paint();
  }

  #paint(): void {
    const html = document.createDocumentFragment();
    let line = this.#newLine(html, 1);
    let number = 1;
    const add = (text: string, kind: string): void => {
      for (const [i, piece] of text.split("\n").entries()) {
        if (i > 0) line = this.#newLine(html, ++number);
        if (piece === "") continue;
        const token = kind === "" ? document.createTextNode(piece) : Object.assign(document.createElement("span"), { className: kind, textContent: piece });
        line.append(token);
      }
    };
    let done = 0;
    for (const match of this.text.matchAll(tokens)) {
      add(this.text.slice(done, match.index), "");
      add(match[0], classOf(match));
      done = match.index + match[0].length;
    }
    add(this.text.slice(done), "");
    this.#shown.replaceChildren(html);
    this.#follow();
  }

  #newLine(html: DocumentFragment, number: number): HTMLElement {
    const line = document.createElement("div");
    line.className = "line";
    if (number === this.#marked) line.dataset["wrong"] = "";
    html.append(line);
    return line;
  }

  #follow(): void {
    this.#shown.scrollTop = this.#field.scrollTop;
    this.#shown.scrollLeft = this.#field.scrollLeft;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      this.#leaving = true;
      return;
    }
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "Tab" && plain && !this.#leaving) {
      event.preventDefault();
      event.shiftKey ? this.#outdent() : this.#insert("    ");
    }
    if (event.key !== "Shift") this.#leaving = false;
  }

  /** Begins a line as deep as the one before, or one level deeper after a colon. */
  #breakLine(event: InputEvent): void {
    event.preventDefault();
    const line = this.#lineBefore();
    this.#insert("\n" + /^ */.exec(line)![0] + (/:\s*(#.*)?$/.test(line) ? "    " : ""));
  }

  /** Returns what stands before the cursor in its line. */
  #lineBefore(): string {
    const { value, selectionStart } = this.#field;
    return value.slice(value.lastIndexOf("\n", selectionStart - 1) + 1, selectionStart);
  }

  #outdent(): void {
    const { value, selectionStart } = this.#field;
    const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const spaces = /^ {1,4}/.exec(value.slice(from))?.[0].length ?? 0;
    if (spaces === 0) return;
    this.#field.setSelectionRange(from, from + spaces);
    document.execCommand("delete");
  }

  /** Types a text, so that the browser can undo it: no newer function can. */
  #insert(text: string): void {
    document.execCommand("insertText", false, text);
  }
}
