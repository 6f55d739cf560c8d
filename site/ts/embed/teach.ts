// Runs on the page for teachers: what is chosen there is what the picture beside it shows, and what the snippet says. The address
// holds all of it.
import { download } from "../download";
import { workOffline } from "../offline";
import { offerChallenges } from "./challenges";
import { scorm, single } from "./files";
import { addressOf, type Choice, platforms } from "./snippets";

interface Item { name: string; label: string; main?: boolean }
interface Teachable { title: string; sentence: string; params: Item[]; presets: Item[] }

const site = new URL("..", location.href.replace(/[?#].*/, "")).href;
const form = document.querySelector<HTMLFormElement>("#teach")!;
const byID = <E extends HTMLElement>(id: string): E => document.querySelector<E>(`#${id}`)!;
const field = (id: string): HTMLInputElement => byID<HTMLInputElement>(id);
const list = (id: string): HTMLSelectElement => byID<HTMLSelectElement>(id);

let known: Record<string, Teachable> = {};
let frame: HTMLIFrameElement | undefined;
let height = 600;
let sentence = "";
let asks = true; // the run asks something that can be marked

function scenario(): Teachable { return known[list("scenario").value]!; }

/** Returns what of a text is settings: it may be a link. */
function settingsIn(text: string): URLSearchParams {
  const query = text.includes("?") ? text.slice(text.indexOf("?") + 1) : text;
  const settings = new URLSearchParams(query.replace(/#.*/, ""));
  for (const name of EMBED) settings.delete(name);
  return settings;
}

function ticked(name: string): string[] {
  return [...form.querySelectorAll<HTMLInputElement>(`[name="${name}"]:checked`)].map((box) => box.value);
}

/** Returns the settings of the picture in the order of the form; what is the default is left out. */
function settings(): [string, string][] {
  const all: [string, string][] = [...settingsIn(field("query").value)];
  const add = (name: string, value: string): void => { if (value !== "") all.push([name, value]); };
  const controls = ticked("controls");
  const mainParams = scenario().params.filter((param) => param.main).map((param) => param.name);
  if (controls.join() !== mainParams.join()) add("controls", controls.join() || "none");
  add("tabs", ticked("tabs").join());
  for (const id of ["title", "from", "to", "theme"]) add(id, field(id).value.trim());
  add("loading", list("fetched").value);
  for (const name of ["reset", "guess", "exam", "links", "loop", "autoplay", "keys"]) add(name, ticked(name).join());
  return all;
}

function choice(): Choice {
  return { site, scenario: list("scenario").value, title: field("title").value.trim() || scenario().title, sentence: sentence || scenario().sentence, settings: settings(), width: Number(list("width").value), height };
}

/** Shows the controls of the chosen scenario; those in which its lesson lies are ticked. */
function showScenario(): void {
  const { params, presets } = scenario();
  byID("params").replaceChildren(...params.map((param) => {
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "controls", value: param.name, checked: param.main === true });
    label.className = "check";
    label.append(box, ` ${param.label}`);
    return label;
  }));
  list("preset").replaceChildren(new Option("as they are", ""), ...presets.map((preset) => new Option(preset.label, preset.name)));
  field("query").value = "";
}

/** Shows the picture and what is to be pasted. */
function show(): void {
  const c = choice();
  const setup = field("setup").checked;
  const address = setup ? addressOf({ ...c, settings: [...settingsIn(field("query").value)] }, [["controls", "all"]]) : addressOf(c);
  if (frame?.src !== address) {
    frame?.remove();
    frame = Object.assign(document.createElement("iframe"), { src: address, title: c.title, height: "480" });
    byID("frame").replaceChildren(frame);
  }
  frame.width = String(c.width);
  byID("preview-title").textContent = setup ? "Set it up" : "As learners see it";
  write(c);
}

function write(c: Choice): void {
  const platform = platforms[Number(list("platform").value)]!;
  byID("note").textContent = platform.note;
  byID<HTMLTextAreaElement>("snippet").value = platform.write(c);
  byID<HTMLAnchorElement>("open").href = addressOf(c);
  const query = new URLSearchParams([["scenario", c.scenario], ...c.settings]).toString();
  history.replaceState(null, "", `?${query}`);
}

/** Chooses what the page's own address says. */
function readAddress(): void {
  const asked = new URLSearchParams(location.search);
  const id = asked.get("scenario") ?? "";
  if (id in known) list("scenario").value = id;
  asked.delete("scenario");
  showScenario();
  const boxes = (name: string, values: string[]): void => {
    for (const box of form.querySelectorAll<HTMLInputElement>(`[name="${name}"]`)) box.checked = values.includes(box.value);
  };
  for (const name of ["tabs", "reset", "guess", "exam", "links", "loop", "autoplay", "keys"]) boxes(name, asked.get(name)?.split(",") ?? []);
  if (asked.has("controls") && asked.get("controls") !== "main") boxes("controls", asked.get("controls")!.split(","));
  for (const id of ["title", "from", "to", "theme"]) field(id).value = asked.get(id) ?? "";
  list("fetched").value = asked.get("loading") ?? "";
  for (const name of ["guess", "from", "to", "loop"]) asked.delete(name);
  field("query").value = settingsIn(asked.toString()).toString();
}

function onInput(event: Event): void {
  const at = event.target as HTMLInputElement;
  sentence = "";
  asks = true;
  if (at.id === "scenario") showScenario();
  if (at.id === "preset") field("query").value = at.value;
  if (at.id === "query") field("query").value = settingsIn(at.value).toString();
  show();
}

/** Takes over what is set up in the picture, and the height and the result that it tells. */
function hear(event: MessageEvent<{ source?: string; type?: string; height?: number; query?: string; sentence?: string; asks?: boolean }>): void {
  if (event.source !== frame?.contentWindow || event.data?.source !== "overlap") return;
  const { type, query } = event.data;
  if (type === "height" && event.data.height !== undefined) {
    frame!.height = String(event.data.height);
    if (!field("setup").checked) height = event.data.height;
  }
  if (type === "result") {
    sentence = event.data.sentence ?? "";
    asks = event.data.asks !== false;
  }
  if (type === "change" && field("setup").checked && query !== undefined) {
    field("query").value = settingsIn(query).toString();
  }
  write(choice());
}

async function begin(): Promise<void> {
  known = (await (await fetch(form.dataset.known!)).json()) as Record<string, Teachable>;
  list("platform").replaceChildren(...platforms.map((platform, i) => new Option(platform.name, String(i))));
  form.hidden = byID("preview").hidden = false;
  readAddress();
  show();
  form.addEventListener("change", onInput);
  form.addEventListener("submit", (event) => event.preventDefault());
  list("platform").addEventListener("change", () => write(choice()));
  addEventListener("message", hear);
  byID("copy").addEventListener("click", async () => (byID("said").textContent = await copied(byID("snippet"))));
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-file]")) button.addEventListener("click", () => void take(button.dataset["file"]!));
}

/** Copies a snippet, and returns what is said of it. */
async function copied(text: HTMLTextAreaElement): Promise<string> {
  try {
    await navigator.clipboard.writeText(text.value);
    return "Copied.";
  } catch {
    text.select();
    return "Copying is refused here: the text is selected.";
  }
}

/** Makes a file of what learners see, and saves it: "html", or a package of a version of SCORM. */
async function take(form: string): Promise<void> {
  const said = byID("said");
  const query = new URLSearchParams(settings());
  if (!query.has("controls")) query.set("controls", ticked("controls").join());
  if (!query.has("tabs")) query.set("tabs", "none");
  const id = list("scenario").value;
  const made = { query: "", address: /^(localhost|127\..*|\[::1\]|.*\.localhost)$/.test(location.hostname) ? "" : site, course: false };
  if (form !== "html") {
    if (!asks) return void (said.textContent = "With these settings the scenario asks nothing that could be marked: choose others.");
    query.delete("guess");
    query.set("exam", "yes");
  }
  made.query = query.toString();
  said.textContent = "Making the file …";
  try {
    said.textContent = form === "html" ? saved(`${id}.html`, new Blob([await single(site, id, made)], { type: "text/html" })) : saved(`${id}.zip`, await scorm(site, id, form, made));
  } catch (problem) {
    said.textContent = `The file could not be made (${(problem as Error).message}). Check the connection and try again.`;
  }
}

/** Has the browser save a file, and returns what is said of it. */
function saved(name: string, content: Blob): string {
  download(name, content);
  return `Saved ${name}, ${(content.size / 1e6).toFixed(1)} MB.`;
}

workOffline();
offerChallenges(site, saved, copied);
void begin();
