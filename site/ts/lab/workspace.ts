// What the reader works at: the program in the editor with its arguments and seed, the challenge that it is for, and the address that
// holds both.
import { type Challenge, keepProgress, Panel } from "./challenge";
import type { Editor } from "./editor";
import "./editor";
import { linkTo } from "./make";
import { exam, keepDraft, type Kept, toLink } from "./programs";

export const byID = <E extends HTMLElement>(id: string): E => document.querySelector<E>(`#${id}`)!;
export const field = (id: string): HTMLInputElement => byID<HTMLInputElement>(id);
export const editor = byID<Editor>("editor");
export const panel = new Panel();

interface Work {
  name: string; // of the program's file
  opened: Kept | undefined; // what Reset brings back
  challenge: Challenge | undefined; // the challenge that the reader is at
  from: string; // says where what was opened came from; "" for what is from here
  foreign: string | undefined; // a program that came with a challenge, and does not replace the reader's own
}

export const work: Work = { name: "program.py", opened: undefined, challenge: undefined, from: "", foreign: undefined };

/** Returns the program as it stands there. */
export function current(): Kept {
  return { name: work.name, source: editor.value, args: field("args").value.trim(), seed: Number(field("lab-seed").value) || 0 };
}

/** Puts a program in place of the one that stands there. */
export function put(program: Kept): void {
  editor.value = program.source;
  field("args").value = program.args;
  field("lab-seed").value = String(program.seed);
  rename(program.name);
}

/** Gives the program another name. */
export function rename(name: string): void {
  work.name = name;
  byID("name").textContent = name;
}

/** Keeps the program in this browser, for the next visit and for its challenge. */
export function keep(): void {
  const { challenge, foreign } = work;
  keepDraft({ ...current(), challenge: challenge?.id ?? "" });
  if (challenge !== undefined && editor.value !== foreign) keepProgress(challenge, { source: editor.value });
}

/** Leaves the challenge. The program stays. */
export function leave(): void {
  work.challenge = undefined;
  panel.close();
  keep();
  void showLink();
}

/** Puts the program into the address, with the challenge that it is for, as long as they are short enough. This tab notes
 * beside it where the program came from; one that opens the address does not know. The result is the address, "" where they are not. */
export async function showLink(): Promise<string> {
  const { challenge } = work;
  const parts: (string | undefined)[] = [];
  if (challenge?.id === "") parts.push(await linkTo(challenge));
  else if (challenge !== undefined) parts.push(`challenge=${challenge.id}`);
  if (editor.value !== challenge?.start) {
    const program = await toLink(current());
    parts.push(program && `program=${program}`);
  }
  const from = [work.opened?.source, work.foreign].includes(editor.value) ? work.from : "";
  const whole = !parts.includes(undefined);
  history.replaceState({ from }, "", location.pathname + (exam ? "?exam=yes" : "") + (whole && parts.length > 0 ? `#${parts.join("&")}` : ""));
  return whole ? location.href : "";
}

/** Copies the address, and returns what is said of it. */
export async function copyLink(): Promise<string> {
  const link = await showLink();
  if (link === "") return "The program is too long for a link. Download it, and hand on the file.";
  return navigator.clipboard.writeText(link).then(() => "The link is copied.", () => "The link is in the address bar.");
}
