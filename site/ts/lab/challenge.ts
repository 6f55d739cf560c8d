// What a reader is asked to do with a program: a task, checks that each run is held to, hints, and how far the reader is, which this
// browser keeps. A scenario's challenge is a file of the site; a teacher's comes by a link or a file.
import { read, unpack, write } from "./programs";

/** A challenge as its file has it: see the build's challengeFile. */
export interface Challenge {
  id: string; // of the scenario; "" for a teacher's own
  title: string;
  task: string;
  checks: string[];
  says: string[]; // the checks as sentences, and before them that of each run; [] when they are not known
  seeds: number;
  hints: string[];
  start: string;
  solution: string;
}

/** What came of a check. ok is undefined before the first run. */
export interface Point {
  says: string;
  ok?: boolean;
  got?: string;
}

/** What a challenge is known by: a scenario's by its ID, a teacher's own by its title. */
type Named = Pick<Challenge, "id"> & Partial<Pick<Challenge, "title">>;

/** What is kept of a challenge. */
interface Progress {
  passed?: boolean;
  source?: string; // the reader's program
}

const key = "overlap:lab:challenges";
const bounds = { text: 2_000, list: 20, program: 100_000, seeds: 200 };

function progress(): Record<string, Progress> {
  return read<Record<string, Progress>>(key) ?? {};
}

function name(challenge: Named): string {
  return challenge.id || `own: ${challenge.title}`;
}

/** Whether the reader has passed a challenge. */
export function passed(challenge: Named): boolean {
  return progress()[name(challenge)]?.passed === true;
}

/** Returns the reader's program for a challenge, undefined before there is one. */
export function sourceOf(challenge: Challenge): string | undefined {
  const { source } = progress()[name(challenge)] ?? {};
  return typeof source === "string" ? source : undefined;
}

/** Keeps the reader's program for a challenge, and that it has passed. */
export function keepProgress(challenge: Challenge, what: Progress): void {
  const all = progress();
  all[name(challenge)] = { ...all[name(challenge)], ...what };
  write(key, all);
}

/** Returns a challenge from what a file or a link holds, of which each part is what it should be; other things throw. */
export function readChallenge(value: unknown): Challenge {
  const { id, title, task, checks, says, seeds, hints, start, solution } = (value ?? {}) as Partial<Challenge>;
  const text = (x: unknown, most: number): string => (typeof x === "string" ? x.slice(0, most) : "");
  const list = (x: unknown): string[] => (Array.isArray(x) ? x.slice(0, bounds.list + 1).map((one) => text(one, bounds.text)) : []);
  if (text(title, 1) === "" || text(task, 1) === "" || text(start, 1) === "") throw new TypeError("it holds no challenge, which has a title, a task and a program to start from");
  return {
    id: text(id, 40), title: text(title, 100), task: text(task, bounds.text), checks: list(checks), says: list(says), hints: list(hints),
    seeds: Math.min(bounds.seeds, Math.max(1, Math.floor(Number(seeds)) || 1)), start: text(start, bounds.program), solution: text(solution, bounds.program),
  };
}

/** Returns the title of the teacher's challenge that a link holds, and what names it in the link; other links throw. */
export async function fromTask(link: string): Promise<{ title: string; task: string }> {
  const hash = link.slice(link.indexOf("#") + 1);
  const value = await unpack(hash, "task");
  if (value === undefined) throw new TypeError("it has no task= in it. Copy the link in the lab, where you make the challenge");
  return { title: readChallenge(value).title, task: new URLSearchParams(hash).get("task")! };
}

/** Returns a title as a name for files. */
export function idOf(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/** The panel of a challenge, above the editor. */
export class Panel {
  readonly #place = document.querySelector<HTMLElement>("#challenge")!;
  #hints: string[] = []; // the hints that are still to be read
  #read = 0; // how many hints were read

  constructor() {
    this.#find("hint").addEventListener("click", () => this.#hint());
  }

  /** Shows a challenge. count says how far the reader is. */
  open(challenge: Challenge, count: string): void {
    this.#find("challenge-title").textContent = challenge.title;
    this.#find("task").textContent = challenge.task;
    this.#hints = [...challenge.hints];
    this.#read = 0;
    this.#find("hints").replaceChildren();
    this.#find("solution").toggleAttribute("data-none", challenge.solution === "");
    this.#offerHelp();
    this.#find("next").hidden = true;
    this.count(count);
    this.points(challenge.says.map((says) => ({ says })));
    this.say("");
    this.#place.hidden = false;
  }

  /** Brings the challenge to a reader who is elsewhere on the page. */
  show(): void {
    this.#find("challenge-title").focus({ preventScroll: true });
    const { top } = this.#place.getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) this.#place.scrollIntoView();
  }

  close(): void {
    this.#place.hidden = true;
  }

  count(text: string): void {
    this.#find("challenge-count").textContent = text;
  }

  /** Shows what is asked, and what came of it. */
  points(list: Point[]): void {
    this.#find("checks").replaceChildren(
      ...list.map(({ says, ok, got }) => {
        const item = Object.assign(document.createElement("li"), { textContent: says });
        if (ok === undefined) return item;
        item.dataset["ok"] = String(ok);
        item.prepend(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: ok ? "Done: " : "Not yet: " }));
        if (!ok) item.append(" ", Object.assign(document.createElement("em"), { textContent: `${got}.` }));
        return item;
      }),
    );
  }

  /** Says what came of it in all. good is whether that is success. */
  say(text: string, good = false): void {
    const place = this.#find("verdict");
    place.textContent = text;
    place.toggleAttribute("data-good", good);
    this.#find("next").hidden = !good;
  }

  /** Adds a button to what was said. */
  offer(label: string, act: () => void): void {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    button.addEventListener("click", act);
    this.#find("verdict").append(" ", button);
  }

  #hint(): void {
    this.#find("hints").append(Object.assign(document.createElement("li"), { textContent: this.#hints.shift()! }));
    this.#read++;
    this.#offerHelp();
  }

  /** Offers the next hint, and to whoever has read all of them the solution. */
  #offerHelp(): void {
    const left = this.#hints.length;
    this.#find("hint").hidden = left === 0;
    this.#find("hint").textContent = `Hint ${this.#read + 1} of ${this.#read + left}`;
    this.#find("solution").hidden = left > 0 || this.#find("solution").hasAttribute("data-none");
  }

  #find(id: string): HTMLElement {
    return this.#place.querySelector<HTMLElement>(`#${id}`)!;
  }
}
