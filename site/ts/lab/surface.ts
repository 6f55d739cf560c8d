// What the editor is made of: a surface on which a program is written, of which there are two kinds.

/** A program that is being written: a surface hands it to the next. Places are offsets into the text. */
export interface Writing {
  text: string;
  anchor: number; // where the selection began
  head: number; // where the cursor is
  top: number; // pixels that are scrolled away
  left: number;
  focused: boolean;
  past: Edit[]; // what undo takes back, the oldest first; [] where that is not known
}

/** The text before an edit, and the edit. */
export interface Edit {
  before: string;
  at: number; // when it was made, in milliseconds
  kind: string; // "input.type", "input.paste", "delete", as CodeMirror names them
}

/** A line with what is said behind it. */
export interface Note {
  line: number; // from 1
  note: string;
}

/** A surface in the editor's element. */
export interface Surface {
  text: string; // setting it forgets the past
  writing(): Writing;

  /** Marks a line as wrong, counted from 1; 0 marks none. An edit takes the mark away. */
  mark(line: number): void;

  /** Lights up lines in place of those that were lit. An edit puts all out. */
  light(lines: Note[]): void;

  /** Puts the cursor on a line. */
  go(line: number): void;

  /** Takes the surface away. */
  remove(): void;
}

/** Returns how far a surface scrolls so that a line is seen, or undefined where it is. All in pixels. */
export function scrollTo(line: { top: number; height: number }, seen: { top: number; height: number }): number | undefined {
  const below = line.top - seen.top;
  if (below >= 0 && below <= seen.height - 3 * line.height) return undefined;
  return Math.max(0, line.top + line.height - seen.height / 3);
}
