// Programs and challenges that are opened: from the list, a link, a file, or what this browser has kept.
import { type Challenge, readChallenge, sourceOf } from "./challenge";
import { fetchListed, first, mark, nextChallenge, prefix, progress, settingsOf } from "./list";
import { cameBefore, cameFrom, draft, fromLink, type Kept, unpack } from "./programs";
import { forget } from "./runs";
import { offer, say } from "./said";
import { sayChecks } from "./timeline";
import { byID, current, editor, field, keep, panel, put, showLink, work } from "./workspace";

/** Opens a program. from says where it came from when the reader has not written it here, and listed is its ID where the list has it.
 * What the reader had written comes back on request. */
export function open(program: Kept, from = "", listed = ""): void {
  const { opened, challenge } = work;
  const own = opened !== undefined && ![opened.source, program.source].includes(editor.value) ? current() : undefined;
  forget();
  if (program !== opened) {
    work.challenge = undefined;
    work.from = from;
    mark(listed);
    panel.close();
  }
  work.opened = program;
  put(program);
  byID("from").textContent = from;
  byID("from").hidden = from === "";
  if (own === undefined) return;
  say("Your program was replaced.");
  offer("Undo", () => (challenge === undefined ? open(own) : openChallenge(challenge, "", own)));
}

/** Opens again what was opened last. */
export function reset(): void {
  open(work.opened!);
  keep();
}

/** Opens a challenge, with the program that the reader has for it, or another. */
export function openChallenge(task: Challenge, from = "", program?: Kept): void {
  open({ name: `${task.id || "challenge"}.py`, source: task.start, args: "", seed: 0 }, from, task.id && prefix + task.id);
  const source = program?.source ?? sourceOf(task);
  if (source !== undefined) editor.value = source;
  if (program !== undefined) field("lab-seed").value = String(program.seed);
  work.foreign = from === "" ? undefined : source;
  work.challenge = task;
  panel.open(task, progress(task));
}

/** Puts the challenge's solution into the editor. */
export function showSolution(): void {
  const own = editor.value;
  editor.value = work.challenge!.solution;
  say("The solution is in the editor.");
  offer("Undo", () => (editor.value = own));
}

/** Opens what the list has under an ID. For a challenge there may be a program, which came from somewhere. */
async function openListed(id: string, from = "", program?: Kept): Promise<void> {
  const { name, text } = await fetchListed(id);
  if (id.startsWith(prefix)) return openChallenge(readChallenge(JSON.parse(text)), from, program);
  open({ name, source: text, args: "", seed: 0 }, "", id);
}

/** Opens what the reader has chosen from the list. */
export async function choose(id: string): Promise<void> {
  await openListed(id).then(showLink).catch(() => say("The example could not be loaded. Check the connection.", true));
}

/** Opens a challenge that the reader has asked for elsewhere than in the list, which stands above it. */
export async function take(id: string): Promise<void> {
  await choose(id);
  panel.show();
}

/** Opens the challenge that the reader makes, with the program that stands there. */
export function tryOut(task: Challenge): void {
  openChallenge(task, "", current());
  panel.show();
}

/** Opens the next challenge that is not passed. */
export function openNext(): void {
  void take(nextChallenge(work.challenge!.id));
}

/** Opens what the address names, else what the reader had here last, else the first example. */
export async function begin(): Promise<void> {
  const query = new URLSearchParams(location.search);
  const example = query.get("example");
  const kept = draft();
  let refused = "";
  try {
    if (example !== null) return await openTwin(example, query);
    const linked = await fromLink(location.hash);
    const from = linked === undefined ? "" : cameBefore() ?? `This program ${cameFrom()}. It has not run: read it, then press Run. It can reach nothing of yours, whatever it does.`;
    const task = await unpack(location.hash, "task");
    const id = query.get("challenge") ?? new URLSearchParams(location.hash.slice(1)).get("challenge");
    if (task !== undefined) return await openTheirs(task, from || "This challenge came with the link. Its program runs when you press Run, and can reach nothing of yours.", linked);
    if (id !== null) {
      await openListed(prefix + id, from, linked);
      await showLink(); // the address's query is the picture's
      return;
    }
    if (linked !== undefined) return open(linked, from);
  } catch (problem) {
    refused = `The link cannot be read: ${problem instanceof Error ? problem.message : problem}.`;
  }
  if (kept?.challenge) await openListed(prefix + kept.challenge, "", kept);
  else if (kept !== undefined) open(kept);
  else await openListed(first());
  say(refused, true);
}

/** Opens an entry of the list with the settings of a scenario's page. */
async function openTwin(id: string, query: URLSearchParams): Promise<void> {
  await openListed(id);
  field("args").value = settingsOf(query, editor.value);
  work.opened = current();
  await showLink();
}

/** Opens a teacher's challenge. What its checks ask only the program that draws can say. */
async function openTheirs(value: unknown, from: string, program?: Kept): Promise<void> {
  const task = readChallenge({ ...(value as object), id: "", says: [] });
  openChallenge(task, from, program);
  const says = await sayChecks(task.checks);
  if (task !== work.challenge) return;
  if (typeof says === "string") return say(`The challenge cannot be checked: ${says}.`, true);
  panel.points(says.map((text) => ({ says: text })));
}

/** Opens a file: a program, or a teacher's challenge. */
export async function openFile(file: File): Promise<void> {
  if (file.size > 1_000_000) return say("A program has at most a megabyte.", true);
  const from = (what: string): string => `This ${what} came from the file ${file.name}. It runs when you press Run.`;
  const text = await file.text();
  if (!file.name.endsWith(".json")) return open({ name: file.name, source: text, args: "", seed: 0 }, from("program"));
  try {
    await openTheirs(JSON.parse(text), from("challenge"));
  } catch (problem) {
    say(`${file.name} cannot be opened: ${problem instanceof Error ? problem.message : problem}`, true);
  }
}
