// Runs on the page that shows recorded runs. A run comes from a file that the reader chooses or drops, from the link, from what
// this browser keeps under a name, or from the server that overlap trace --open is; at first it is an example.
import { fetched } from "../fetched";
import { workOffline } from "../offline";
import { start } from "../program";
import { keepDeeds } from "../waiting";
import { forget, keep, kept, load, whenKeptElsewhere } from "./kept";
import { fromLink, toLink } from "./link";
import { leftOut, program, tooLarge, type Source } from "./source";

const byID = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
const said = byID("opened");
const beside = byID<HTMLInputElement>("beside");

/** The files that are shown, and what is known of them. */
let shown: Source[] = [];

/** How many runs, or files chosen together, are still to be opened, and the last of them. */
let asked = 0;
let last: Promise<unknown> = Promise.resolve();

/** Resolves when the program can read files. A file may be chosen or dropped before. */
const ready = new Promise((then) => document.addEventListener("overlap-trace", then, { once: true }));

function say(text: string, wrong = false): void {
  said.textContent = text;
  said.classList.toggle("notice", wrong);
}

/** Adds a button to what was said last, which takes back what that says. */
function offerUndo(act: () => Promise<void>): void {
  const undo = Object.assign(document.createElement("button"), { type: "button", textContent: "Undo" });
  undo.addEventListener("click", () => void act());
  said.append(" ", undo);
}

/** Returns a sentence that begins with a capital where it begins with one of our own words. */
function sentence(text: string): string {
  return text.startsWith("the ") ? "T" + text.slice(1) : text;
}

/** How many records the page has room for, and how many the command. */
const room = ["300,000", "2,000,000"];

/** Says what is shown, of a file that is too long how much of it, and what else there is to do. */
function sayShown(missing: number): void {
  const names = shown.map((s) => s.name);
  const text = sentence(names.join(", ") + (names.length > 1 ? " are shown." : " is shown."));
  if (missing === 0) return say(text);
  const last = names.at(-1)!;
  say(`${text} Of ${last} these are the first ${room[0]} records: ${missing.toLocaleString("en")} more have no room in a page. In a terminal “overlap trace ${last}” draws ${room[1]}.`);
}

/**
 * Opens sources one after another, the first in place of what is shown unless it is to stand beside that, and returns what is wrong. What
 * the reader had opened before comes back on request. Whatever is still being opened comes first.
 */
function open(sources: Source[], next: boolean, reversible = true): Promise<string> {
  if (sources.length === 0) return Promise.resolve("");
  asked++;
  const opened = last.then(() => read(sources, next, reversible)).finally(() => asked--);
  last = opened.catch(() => {});
  return opened;
}

async function read(sources: Source[], next: boolean, reversible: boolean): Promise<string> {
  const before = shown;
  let wrong = "";
  document.body.classList.add("opening");
  for (const source of sources) {
    say(`Reading ${source.name} …`);
    await ready;
    const problem = await program(source, next);
    if (problem !== "") {
      wrong = sentence(`${source.name} cannot be shown: ${problem}.`);
      say(wrong, true);
      break;
    }
    shown = next ? [...shown, source] : [source];
    next = true;
    sayShown(leftOut());
  }
  document.body.classList.remove("opening");
  if (reversible && wrong === "" && before.length > 0) offerUndo(async () => void (await open(before, false, false)));
  return wrong;
}

function files(list: FileList | null | undefined): Source[] {
  return [...(list ?? [])].map((file) => ({ name: file.name, size: file.size, stream: () => file.stream() }));
}

function served(address: string, name: string): Source {
  return {
    name,
    size: 0,
    stream: async () => {
      const { body } = await fetched(address);
      return body!;
    },
  };
}

/** Returns what the address names: #trace=… holds a run, #file=… names one on this server, #kept=… one in this browser, and nothing else does. */
async function named(): Promise<Source | string | undefined> {
  const { hash } = location;
  if (hash.startsWith("#trace=")) return fromLink(hash.slice("#trace=".length));
  if (hash.startsWith("#file=")) {
    const address = new URL(decodeURIComponent(hash.slice("#file=".length)), location.href);
    if (address.origin !== location.origin) return "the link names a file of another site";
    return served(address.href, address.pathname.split("/").pop() ?? "run");
  }
  if (hash.startsWith("#kept=")) {
    const name = decodeURIComponent(hash.slice("#kept=".length));
    return (await load(name)) ?? "this browser keeps no run of that name";
  }
  return undefined;
}

async function openNamed(): Promise<void> {
  const first = shown.length === 0;
  const source = await named().catch(() => "it is damaged");
  let wrong = "";
  if (source !== undefined) {
    wrong = typeof source === "string" ? `The link cannot be opened: ${source}.` : await open([source], false, !first);
    if (wrong === "") return;
    if (!first) return say(wrong, true);
  }
  const missing = await open([served(said.dataset["example"]!, "the example")], false, !first);
  if (missing !== "") say(`${wrong} The example cannot be fetched: its picture is all there is of it. Files can be opened.`.trim(), true);
  else if (wrong !== "") say(`${wrong} This is the example.`, true);
}

async function copyLink(): Promise<void> {
  const link = shown.length === 1 ? await toLink(shown[0]!) : "";
  if (link === "") {
    say(shown.length > 1 ? "A link holds one run: open it alone." : "This run is too long for a link: send the file.", true);
    return;
  }
  history.replaceState(null, "", location.search + "#trace=" + link);
  await navigator.clipboard?.writeText(location.href).catch(() => {});
  say("The link to this run is copied, and in the address. It holds the run itself.");
}

async function listKept(): Promise<void> {
  const list = byID("kept-runs");
  list.replaceChildren(
    ...(await kept()).map((name) => {
      const item = document.createElement("li");
      const button = (label: string, title: string, then: () => Promise<void>): HTMLButtonElement => {
        const b = document.createElement("button");
        b.type = "button";
        b.textContent = label;
        b.setAttribute("aria-label", title);
        b.addEventListener("click", () => void then());
        return b;
      };
      item.append(
        button(name, `Show ${name}`, () => openKept(name)),
        button("✕", `Forget ${name}`, () => forgetKept(name)),
      );
      return item;
    }),
  );
}

async function openKept(name: string): Promise<void> {
  const source = await load(name);
  if (source !== undefined) return void (await open([source], beside.checked));
  say(`${name} is no longer saved: another tab forgot it.`, true);
  await listKept();
}

async function forgetKept(name: string): Promise<void> {
  const was = await load(name);
  await forget(name);
  say(`${name} is forgotten.`);
  if (was !== undefined) offerUndo(() => putBack(name, was, `${name} is saved again.`));
  await listKept();
}

/** Keeps again what a name stood for. */
async function putBack(name: string, was: Source, text: string): Promise<void> {
  const problem = await keep(name, was);
  say(problem === "" ? text : `${name} was not saved: ${problem}.`, problem !== "");
  await listKept();
}

async function keepShown(event: Event): Promise<void> {
  event.preventDefault();
  const field = byID<HTMLInputElement>("keep-name");
  const name = field.value.trim();
  if (name === "") return say("Give the run a name first.", true);
  if (shown.length !== 1) return say("One run is kept under a name: open it alone.", true);
  const was = await load(name);
  const problem = await keep(name, shown[0]!);
  if (problem !== "") return say(`The run was not saved: ${problem}.`, true);
  field.value = "";
  say(was === undefined ? `Saved as “${name}”, in this browser.` : `Saved as “${name}”, in place of the run of that name.`);
  if (was !== undefined) offerUndo(() => putBack(name, was, `“${name}” is what it was.`));
  await listKept();
}

workOffline();
document.addEventListener("overlap-trace", () => {
  for (const fieldset of document.querySelectorAll<HTMLFieldSetElement>("#opening fieldset")) fieldset.disabled = false;
  if (asked === 0) void openNamed(); // else the reader was faster, and has chosen a file
});
addEventListener("hashchange", () => void (location.hash.includes("=") && openNamed()));
const chosen = byID<HTMLInputElement>("file");
const openChosen = (): void => {
  void open(files(chosen.files), beside.checked);
  chosen.value = ""; // the same file may be chosen again
};
chosen.addEventListener("change", openChosen);
addEventListener("input", (event) => event.target === chosen && event.stopPropagation(), true); // it is no parameter, and a file is chosen once
chosen.addEventListener("change", (event) => event.stopPropagation());
document.addEventListener("dragover", (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  document.body.classList.add("dragging");
});
document.addEventListener("dragleave", (event) => event.relatedTarget === null && document.body.classList.remove("dragging"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dragging");
  const dropped = files(event.dataTransfer?.files);
  if (dropped.some((file) => file.size > tooLarge)) return say(`A file of more than ${tooLarge / 2 ** 20} MB is not opened.`, true);
  void open(dropped, beside.checked);
});
byID("copy-link").addEventListener("click", () => void copyLink());
byID("keep").addEventListener("submit", (event) => void keepShown(event));
const list = (): void => void listKept().catch(() => (byID("keep").hidden = true));
list();
openChosen(); // what was chosen before this script ran
whenKeptElsewhere(list);
start(keepDeeds(() => {}));
