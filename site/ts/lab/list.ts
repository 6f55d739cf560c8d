// The list of programs to begin with: examples, challenges and the scenarios' twins.
import { fetched } from "../fetched";
import { type Challenge, passed } from "./challenge";

/** What the names of challenges begin with in the list. */
export const prefix = "challenge-";

function options(): HTMLOptionElement[] {
  return [...document.querySelector<HTMLSelectElement>("#examples")!.options];
}

/** Shows as chosen what the list has under an ID; "" stands for what it does not have. */
export function mark(id: string): void {
  document.querySelector<HTMLSelectElement>("#examples")!.value = id;
}

/** Fetches what the list has under an ID. The name is that of its file before the build named it. */
export async function fetchListed(id: string): Promise<{ name: string; text: string }> {
  const option = options().find((option) => option.value === id);
  if (option === undefined || id === "") throw new RangeError(`there is no ${id.replace(prefix, "challenge ")}`);
  const file = option.dataset["file"]!;
  const response = await fetched(file);
  return { name: file.split("/").at(-1)!.replace(/^lab-(.*)-[0-9a-f]{15}\./, "$1."), text: await response.text() };
}

/** Returns the scenario whose twin a program is, by the name of its file, with the pieces of the page's program that have its model; undefined for another program. */
export function modelOf(file: string): { id: string; pieces: string[] } | undefined {
  const option = options().find(({ value, dataset }) => `${value}.py` === file && dataset["file"]!.endsWith(`/${file}`));
  return option && { id: option.value, pieces: (option.dataset["pieces"] ?? "").split(" ").filter((piece) => piece !== "") };
}

/** Whether the list has something under an ID. */
export function isListed(id: string): boolean {
  return options().some(({ value }) => value === id);
}

/** Returns the ID of the first program: the list's first entry is its label. */
export function first(): string {
  return options()[1]!.value;
}

/** Returns the entries of challenges in the list of programs. */
function challenges(): HTMLOptionElement[] {
  return options().filter(({ value }) => value.startsWith(prefix));
}

/** Says how far the reader is: how many of the site's challenges are passed, or whether a teacher's own is. */
export function progress(task: Challenge): string {
  if (task.id === "") return passed(task) ? "passed" : "not passed yet";
  const all = challenges();
  return `${all.filter(({ value }) => passed({ id: value.slice(prefix.length) })).length} of ${all.length} passed`;
}

/** Returns the first challenge after the present one that is not passed, as the list has it. */
export function nextChallenge(present: string): string {
  const all = challenges().map(({ value }) => value);
  const from = all.indexOf(prefix + present);
  return [...all.slice(from + 1), ...all.slice(0, from + 1)].find((id) => !passed({ id: id.slice(prefix.length) })) ?? all[(from + 1) % all.length]!;
}

/** Marks the challenges in the list that are passed. */
export function listPassed(): void {
  for (const option of challenges()) option.textContent = (passed({ id: option.value.slice(prefix.length) }) ? "✓ " : "") + option.textContent!.replace("✓ ", "");
}

/** Returns those settings of a scenario's page that its twin knows: its constants. */
export function settingsOf(query: URLSearchParams, source: string): string {
  const constants = new Set([...source.matchAll(/^([A-Z][A-Z0-9_, ]*) =/gm)].flatMap(([, names]) => names!.split(", ").map((n) => n.toLowerCase().replaceAll("_", "-"))));
  return [...query].filter(([setting]) => constants.has(setting)).map(([setting, value]) => `${setting}=${value}`).join(" ");
}
