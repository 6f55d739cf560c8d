// The part of the page for teachers that sets a challenge of the lab: what platforms take of it, and packages.
import { fromTask, idOf } from "../lab/challenge";
import { challenge } from "./files";
import { escaped, graded } from "./snippets";

/** A challenge that was chosen. */
interface Chosen {
  id: string;
  title: string;
  query: string; // names it, as the address of a task does
}

const byID = <E extends HTMLElement>(id: string): E => document.querySelector<E>(`#${id}`)!;

/** What platforms take of a challenge. A task reports its points to whoever is around it. */
const forms: { name: string; note: string; write(task: string, title: string): string }[] = [
  { name: "Open edX, graded", note: "A problem of the kind Custom JavaScript Display and Grading, alone in its component.", write: graded },
  { name: "cmi5: the address", note: "As the address of a task; “Import into your platform” has a course of all challenges.", write: (task) => task },
  {
    name: "Any page that takes HTML",
    note: "No points are kept. After each run your page hears a message of the type challenge, with points.",
    write: (task, title) => `<iframe src="${escaped(task)}" width="100%" height="900"\n  title="${escaped(title)}" style="border:0" loading="lazy"></iframe>`,
  },
];

/**
 * Offers challenges on a site that has a lab. site is its address, with a slash at its end. save has the browser save a file, copy
 * copies a snippet, and both return what is said of it.
 */
export function offerChallenges(site: string, save: (name: string, content: Blob) => string, copy: (snippet: HTMLTextAreaElement) => Promise<string>): void {
  const list = document.querySelector<HTMLSelectElement>("#set-challenge");
  if (list === null) return;
  const link = byID<HTMLInputElement>("set-link");
  const platform = byID<HTMLSelectElement>("set-platform");
  const said = byID("set-said");
  const snippet = byID<HTMLTextAreaElement>("set-snippet");
  const page = byID<HTMLAnchorElement>("set-open").href;

  /** Returns what is chosen; a text says why nothing is. */
  async function chosen(): Promise<Chosen | string> {
    if (list!.value !== "") return { id: list!.value, title: list!.selectedOptions[0]!.text, query: `challenge=${list!.value}` };
    try {
      const { title, task } = await fromTask(link.value);
      return { id: idOf(title), title, query: `task=${task}` };
    } catch (problem) {
      return link.value === "" ? "Paste the link of your challenge." : `This is no link to a challenge: ${(problem as Error).message}.`;
    }
  }

  let shown = 0; // the last look at what was chosen: an earlier one may take longer
  async function show(): Promise<void> {
    byID("set-own").hidden = list!.value !== "";
    const form = forms[platform.selectedIndex]!;
    const look = ++shown;
    const c = await chosen();
    if (look !== shown) return;
    const wrong = typeof c === "string";
    said.textContent = wrong && link.value !== "" ? c : "";
    const task = wrong ? page : `${page}?${c.query}`;
    byID("set-note").textContent = form.note;
    snippet.value = wrong ? "" : form.write(task, c.title);
    byID<HTMLAnchorElement>("set-open").href = task;
  }

  async function take(version: string): Promise<void> {
    const c = await chosen();
    if (typeof c === "string") return void (said.textContent = c);
    said.textContent = "Making the file …";
    try {
      said.textContent = save(`challenge-${c.id}.zip`, await challenge(site, c.id, c.title, c.query, version));
    } catch (problem) {
      said.textContent = `The file could not be made (${(problem as Error).message}). Check the connection and try again.`;
    }
  }

  byID("set-copy").addEventListener("click", async () => (said.textContent = await copy(snippet)));
  platform.replaceChildren(...forms.map(({ name }) => new Option(name)));
  byID("set").hidden = false;
  for (const type of ["input", "change"]) byID("set").addEventListener(type, () => void show());
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-challenge]")) button.addEventListener("click", () => void take(button.dataset["challenge"]!));
  void show();
}
