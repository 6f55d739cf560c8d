// Runs on the page of a task: an embedded picture whose question is to be answered once, or the lab with a challenge, and what tells a
// learning platform of the result. What is in the frame knows of no platform.
import { downloadProgram } from "../download";
import { answerCalls } from "./channel";
import { readResult } from "./cmi5";
import { type Course, find, type Result } from "./course";
import { kindOf, type Work } from "./kind";

const main = document.querySelector<HTMLElement>("[data-frame]")!;
const said = document.querySelector<HTMLElement>("#said")!;
const query = new URLSearchParams(main.dataset["settings"] || location.search); // a package has its own: platforms add to addresses
const kind = kindOf(main.dataset["asks"]);
const frame = document.createElement("iframe");
frame.title = document.title;

let best: Result | undefined;
let course: Course | undefined;
let around = false; // a platform's page is around this one, and takes the grade itself

/** Shows what is asked, or what came of it before. */
function show(): void {
  frame.src = main.dataset["frame"]! + kind.address(query, best?.kept ?? "");
  if (!frame.isConnected) main.append(frame);
}

function say(text: string): void { said.textContent = text; }

addEventListener("message", (event: MessageEvent<{ source?: string }>) => {
  if (event.source !== frame.contentWindow || event.data?.source !== "overlap") return;
  const result = kind.read(event.data);
  if (result === undefined) return;
  if (best?.over) return;
  if (best !== undefined && result.points < best.points) return say(worth(best, " for your best run"));
  best = result;
  void report(result, kind.file(event.data));
});

function worth({ points }: Result, more = ""): string { return `${points} of 100 points${more}.`; }

/** Adds that the course does not keep what shows the result again, and lets the learner keep it. */
function offer(who: string, work: Work | undefined): void {
  said.append(` ${who} has no room for ${kind.what}`);
  if (work === undefined) return said.append(".");
  said.append(", which is too long: download it, and paste it here next time.");
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Download" });
  button.addEventListener("click", () => downloadProgram(work.name, work.source));
  said.append(" ", button);
}

async function report(result: Result, work: Work | undefined): Promise<void> {
  const points = worth(result);
  if (around) {
    say(`${points} Hand it in below.`);
    if (result.kept === "") offer("Your course", work);
    return;
  }
  if (course === undefined) return say(`${points} No course is listening.`);
  if (!course.counts) return say(`${points} Your course only shows this: nothing is counted.`);
  say(`${points} Telling your course …`);
  try {
    const keeps = await course.report(result);
    say(`${points} Your course has them.`);
    if (!keeps) offer("It", work);
  } catch (problem) {
    say(`${points} Your course did not take them: ${(problem as Error).message}.`);
  }
}

/** Goes on where the learner was before. Platforms call some results failed that can be bettered. */
function resume(before: Result): void {
  best = { ...before, over: before.over && (before.points === 100 || !kind.again) };
  say(worth(best, best.over ? `, ${kind.done} before` : " so far"));
}

/** Says what Open edX stores and grades. It decodes both as addresses are. */
answerCalls(
  {
    getGrade: () => encodeURI(JSON.stringify(best ?? { points: 0 })),
    getState: () => encodeURI(JSON.stringify(best ?? null)),
    setState: (state) => {
      const before = readResult(JSON.parse(String(state) || "null"));
      if (before === undefined) return true;
      resume(before);
      show();
      return true;
    },
  },
  () => { around = true; },
);

async function begin(): Promise<void> {
  try {
    course = await find(new URLSearchParams(location.search));
    if (course?.counts) say(kind.counts);
    if (course?.before !== undefined) resume(course.before);
    const back = document.querySelector<HTMLAnchorElement>("#back")!;
    if (/^https?:/.test(course?.back ?? "")) {
      back.href = course!.back!;
      back.hidden = false;
    }
  } catch (problem) {
    say(`Your course is not told: ${(problem as Error).message}.`);
  }
  show();
}
void begin();
