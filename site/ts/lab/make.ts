// The form in which a teacher makes a challenge of the program in the editor. It is handed on as a link or a file.
import { download } from "../download";
import { type Challenge, readChallenge } from "./challenge";
import { pack } from "./programs";
import { sayChecks } from "./timeline";

const byID = <E extends HTMLElement>(id: string): E => document.querySelector<E>(`#${id}`)!;
const field = (id: string): HTMLInputElement => byID<HTMLInputElement>(id);

/** What the form needs of the page. */
interface Page {
  source(): string;
  try(challenge: Challenge): void;
}

export class Maker {
  #checks: { line: string; says: string }[] = [];
  #solution = "";

  constructor(private readonly page: Page) {
    byID<HTMLFormElement>("make-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#make().then((made) => made && page.try(made));
    });
    byID("make-add").addEventListener("click", () => void this.#add());
    byID("make-kind").addEventListener("change", () => this.#suggest());
    field("make-argument").addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      void this.#add();
    });
    byID("make-solution").addEventListener("click", () => this.#keepSolution());
    byID("make-link").addEventListener("click", () => void this.#copyLink());
    byID("make-file").addEventListener("click", () => void this.#download());
    this.#suggest();
  }

  #say(text: string): void {
    byID("make-said").textContent = text;
  }

  #suggest(): void {
    const kind = byID<HTMLSelectElement>("make-kind").selectedOptions[0]!;
    field("make-argument").placeholder = kind.dataset["example"]!;
    this.#say(`It needs ${kind.dataset["needs"]}.`);
  }

  /** Adds the check that the form says, if it is one. */
  async #add(): Promise<void> {
    const line = `${byID<HTMLSelectElement>("make-kind").value} ${field("make-argument").value}`;
    const says = await sayChecks([line.replaceAll("\n", " ")]);
    if (typeof says === "string") return this.#say(`${says}.`);
    this.#checks.push({ line, says: says[1]! });
    field("make-argument").value = "";
    this.#say("Added.");
    this.#list();
  }

  #list(): void {
    byID("make-checks").replaceChildren(
      ...this.#checks.map((check) => {
        const drop = Object.assign(document.createElement("button"), { type: "button", textContent: "Remove", ariaLabel: `Remove: ${check.says}` });
        drop.addEventListener("click", () => {
          this.#checks = this.#checks.filter((other) => other !== check);
          this.#list();
          byID("make-add").focus();
        });
        const item = document.createElement("li");
        item.append(check.says, " ", drop);
        return item;
      }),
    );
  }

  #keepSolution(): void {
    this.#solution = this.#solution === "" ? this.page.source() : "";
    byID("make-solution").setAttribute("aria-pressed", String(this.#solution !== ""));
    this.#say(this.#solution === "" ? "There is no solution." : "Now put the program above back to what they begin with.");
  }

  /** Returns the challenge that the form says, undefined when something is missing, which is said. */
  async #make(): Promise<Challenge | undefined> {
    if (!byID<HTMLFormElement>("make-form").reportValidity()) return undefined;
    const says = await sayChecks(this.#checks.map(({ line }) => line));
    return readChallenge({
      title: field("make-title").value.trim(), task: field("make-task").value.trim(), checks: this.#checks.map(({ line }) => line), says,
      seeds: Number(field("make-seeds").value), hints: field("make-hints").value.split("\n").filter((hint) => hint.trim() !== ""),
      start: this.page.source(), solution: this.#solution,
    });
  }

  async #copyLink(): Promise<void> {
    const made = await this.#make();
    if (made === undefined) return;
    const hash = await linkTo(made);
    if (hash === undefined) return this.#say("The challenge is too long for a link. Download it, and hand on the file.");
    const link = `${location.origin}${location.pathname}#${hash}`;
    await navigator.clipboard.writeText(link).then(() => this.#say("The link is copied. It holds the challenge itself."), () => this.#say(link));
  }

  async #download(): Promise<void> {
    const made = await this.#make();
    if (made === undefined) return;
    download("challenge.json", new Blob([JSON.stringify(fileOf(made), null, 2)], { type: "application/json" }));
  }
}

/** Returns a challenge as its file has it, which overlap lab --challenge reads too. */
function fileOf({ title, task, checks, seeds, hints, start, solution }: Challenge): object {
  return { title, task, checks, seeds, hints, start, solution };
}

/** Returns what stands behind the # of a link to a teacher's challenge, undefined when it is too long. */
export async function linkTo(challenge: Challenge): Promise<string | undefined> {
  const packed = await pack(fileOf(challenge));
  return packed === undefined ? undefined : `task=${packed}`;
}
