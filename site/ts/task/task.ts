// Runs on the page of a task: an embedded picture whose question is to be answered once, and what tells a learning platform of the
// answer. The picture itself knows of no platform.
import { answerCalls } from "./channel";
import { type Course, launch, launchNames } from "./cmi5";

interface Answer { guess: string; points: number }

const query = new URLSearchParams(location.search);
const main = document.querySelector<HTMLElement>("[data-picture]")!;
const said = document.querySelector<HTMLElement>("#said")!;
const frame = document.createElement("iframe");
frame.title = document.title;

let answer: Answer | undefined;
let course: Course | undefined; // that launched the page
let around = false; // a platform's page is around this one, and takes the grade itself

/** Shows the question, or what came of an answer that was given before. */
function show(): void {
  const settings = new URLSearchParams(query);
  for (const name of launchNames) settings.delete(name);
  for (const [name, value] of [["exam", "yes"], ["title", "no"], ["loading", "eager"]] as const) if (!settings.has(name)) settings.set(name, value);
  if (answer !== undefined) settings.set("guess", answer.guess);
  frame.src = `${main.dataset["picture"]!}?${settings}`;
  if (!frame.isConnected) main.append(frame);
}

function say(text: string): void { said.textContent = text; }

addEventListener("message", (event: MessageEvent<{ source?: string; type?: string } & Answer>) => {
  if (event.source !== frame.contentWindow || event.data?.source !== "overlap" || event.data.type !== "predict" || answer !== undefined) return;
  const { guess, points } = event.data;
  answer = { guess, points };
  void report(points);
});

async function report(points: number): Promise<void> {
  const worth = `${points} of 100 points.`;
  if (around) return say(`${worth} Hand it in below.`);
  if (course === undefined) return say(`${worth} No course is listening.`);
  if (!course.counts) return say(`${worth} Your course only shows this: nothing is counted.`);
  say(`${worth} Telling your course …`);
  try {
    await course.report(points);
    say(`${worth} Your course has them.`);
  } catch (problem) {
    say(`${worth} Your course did not take them: ${(problem as Error).message}.`);
  }
}

/** Says what Open edX stores and grades. It decodes both as addresses are. */
answerCalls(
  {
    getGrade: () => encodeURI(JSON.stringify(answer ?? { guess: "", points: 0 })),
    getState: () => encodeURI(JSON.stringify(answer ?? null)),
    setState: (state) => {
      const before = JSON.parse(String(state) || "null") as Answer | null;
      if (before !== null && typeof before.points === "number") {
        answer = { guess: String(before.guess), points: before.points };
        show();
        say(`${answer.points} of 100 points, answered before.`);
      }
      return true;
    },
  },
  () => { around = true; },
);

async function begin(): Promise<void> {
  try {
    course = await launch(query);
    if (course?.counts) say("The first answer counts.");
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
