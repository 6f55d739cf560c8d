// The second surface: CodeMirror, which knows Python's grammar. It stands in a shadow root, where its styles are sheets that scripts
// adopt: in the page they would be style elements, which the policy refuses.
import { defaultKeymap, history, historyKeymap, indentLess, indentMore, insertBlankLine, toggleTabFocusMode } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { type ChangeSpec, EditorState, type Extension, RangeSet, StateEffect, StateField, Transaction } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, GutterMarker, gutterLineClass, keymap, lineNumbers } from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";
import { searching } from "./search.mjs";
import { type Note, scrollTo, type Surface, type Writing } from "./surface";
import { theme } from "./theme.mjs";

/** The classes of tokens, as listings have them. */
const colours = tagHighlighter([
  { tag: [tags.keyword, tags.bool, tags.null], class: "k" },
  { tag: tags.string, class: "s" },
  { tag: tags.number, class: "mi" },
  { tag: tags.comment, class: "c1" },
  { tag: tags.meta, class: "nd" },
]);

/** What is said of lines of the program. */
interface Said {
  lines: DecorationSet;
  numbers: RangeSet<GutterMarker>;
}

const nothing: Said = { lines: Decoration.none, numbers: RangeSet.empty };
const say = StateEffect.define<Said>();

/** The lines that are marked or lit. An edit takes all of it back. */
const said = StateField.define<Said>({
  create: () => nothing,
  update: (value, { effects, docChanged }) => effects.find((effect) => effect.is(say))?.value ?? (docChanged ? nothing : value),
  provide: (field) => [EditorView.decorations.from(field, ({ lines }) => lines), gutterLineClass.from(field, ({ numbers }) => numbers)],
});

const wrong = new (class extends GutterMarker {
  override elementClass = "wrong";
})();

/** The keys: Tab indents, and Escape gives the next Tab back to the browser, however late it comes. Ctrl+Enter is the page's. */
const keys: Extension = [
  keymap.of([
    { key: "Tab", run: indent, shift: indentLess },
    ...historyKeymap,
    ...defaultKeymap.filter(({ run }) => run !== insertBlankLine && run !== toggleTabFocusMode),
  ]),
  EditorView.domEventHandlers({
    keydown: ({ key }, view) => {
      if (key !== "Shift") view.setTabFocusMode(key === "Escape");
      return false;
    },
    blur: (_, view) => view.setTabFocusMode(false),
  }),
];

/** Indents the lines that are selected, or what follows the cursor. */
function indent(view: EditorView): boolean {
  const { state } = view;
  if (!state.selection.main.empty) return indentMore(view);
  view.dispatch(state.update(state.replaceSelection("    "), { scrollIntoView: true, userEvent: "input" }));
  return true;
}

export class CodeMirror implements Surface {
  readonly #host = document.createElement("div");
  readonly #view: EditorView;
  readonly #extensions: Extension;
  #marked = 0;
  #lit: Note[] = [];

  constructor(place: HTMLElement, writing: Writing) {
    const root = this.#host.attachShadow({ mode: "open" });
    // The page has meanings for single keys, and outside of the root cannot see that these are typed into a text.
    root.addEventListener("keydown", (event) => {
      if (!(event as KeyboardEvent).ctrlKey && !(event as KeyboardEvent).metaKey) event.stopPropagation();
    });
    this.#extensions = [
      lineNumbers(), history(), said, searching, keys, theme,
      pythonLanguage, indentUnit.of("    "), indentOnInput(), bracketMatching(), syntaxHighlighting(colours),
      EditorView.contentAttributes.of({ tabindex: "0", "aria-label": place.querySelector("textarea")!.getAttribute("aria-label")! }),
      EditorView.updateListener.of(({ docChanged }) => {
        if (!docChanged) return;
        this.#marked = 0;
        this.#lit = [];
        place.dispatchEvent(new Event("input"));
      }),
    ];
    place.append(this.#host);
    this.#view = new EditorView({ parent: root, root, state: replay(writing, this.#extensions) });
    if (writing.focused) this.#view.focus();
    this.#view.requestMeasure({
      read: () => {},
      write: () => this.#view.scrollDOM.scrollTo({ top: writing.top, left: writing.left }),
    });
  }

  get text(): string {
    return this.#view.state.sliceDoc();
  }

  set text(text: string) {
    this.#marked = 0;
    this.#lit = [];
    this.#view.setState(EditorState.create({ doc: text, extensions: this.#extensions }));
    this.#view.scrollDOM.scrollTop = 0;
  }

  writing(): Writing {
    const { anchor, head } = this.#view.state.selection.main;
    const { scrollTop, scrollLeft } = this.#view.scrollDOM;
    return { text: this.text, anchor, head, top: scrollTop, left: scrollLeft, focused: this.#view.hasFocus, past: [] };
  }

  mark(line: number): void {
    this.#marked = line;
    this.#show();
  }

  light(lines: Note[]): void {
    this.#lit = lines;
    this.#show();
    if (lines[0] !== undefined && !this.#view.hasFocus) this.#showLine(lines[0].line);
  }

  go(line: number): void {
    const { from, to } = this.#view.state.doc.line(Math.min(line, this.#view.state.doc.lines));
    this.#view.dispatch({ selection: { anchor: from, head: to } });
    this.#view.focus();
    this.#host.scrollIntoView({ block: "nearest" }); // which the focus of CodeMirror leaves to others
    this.#showLine(line);
  }

  remove(): void {
    this.#view.destroy();
    this.#host.remove();
  }

  /** Shows what is said of lines. */
  #show(): void {
    const { doc } = this.#view.state;
    const from = (line: number): number => doc.line(line).from;
    const known = this.#lit.filter(({ line }) => line >= 1 && line <= doc.lines);
    const lines = known.map(({ line, note }) => Decoration.line({ attributes: { "data-lit": note } }).range(from(line)));
    const numbers = [];
    if (this.#marked >= 1 && this.#marked <= doc.lines) {
      lines.push(Decoration.line({ attributes: { "data-wrong": "" } }).range(from(this.#marked)));
      numbers.push(wrong.range(from(this.#marked)));
    }
    this.#view.dispatch({ effects: say.of({ lines: Decoration.set(lines, true), numbers: RangeSet.of(numbers) }) });
  }

  /** Scrolls to a line that is not to be seen. Only the editor scrolls, which CodeMirror's own way does not keep to. */
  #showLine(line: number): void {
    const { state, scrollDOM } = this.#view;
    if (line > state.doc.lines) return;
    const top = scrollTo(this.#view.lineBlockAt(state.doc.line(line).from), { top: scrollDOM.scrollTop, height: scrollDOM.clientHeight });
    if (top !== undefined) scrollDOM.scrollTop = top;
  }
}

/** Returns a state with the program and its selection, in which undo takes back what was done before. */
function replay({ text, anchor, head, past }: Writing, extensions: Extension): EditorState {
  let state = EditorState.create({ doc: past[0]?.before ?? text, extensions });
  for (const [i, { at, kind, before }] of past.entries()) {
    const changes = difference(before, past[i + 1]?.before ?? text);
    state = state.update({ changes, annotations: [Transaction.time.of(at), Transaction.userEvent.of(kind)] }).state;
  }
  return state.update({ selection: { anchor, head }, annotations: Transaction.addToHistory.of(false) }).state;
}

/** Returns the one change that leads from a text to another. */
function difference(before: string, after: string): ChangeSpec {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let same = 0; // characters at the end
  while (same < shorter - from && before.at(-1 - same) === after.at(-1 - same)) same++;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}
