// Courses that may be around a task, whatever their platform speaks.
import { type Answer, Session } from "../scorm";
import { launch } from "./cmi5";

/** What a learner has done so far. */
export interface Result {
  points: number; // of 100, the most there were
  kept: string; // what shows it again, as the address of the frame has it; "" when that is too long
  over: boolean; // nothing better can follow
  answer?: Answer; // to a question
}

/** A course that listens. */
export interface Course {
  counts: boolean; // it wants to know the score
  back: string | undefined; // address of the course's own page
  before: Result | undefined; // what it knows of an earlier visit
  /** Tells the course of a result. The answer says whether it keeps what shows it again; a refusal throws. */
  report(result: Result): Promise<boolean>;
}

/** Returns the course around the page: one that launched it, or a platform in a window around this one; undefined for none. */
export async function find(query: URLSearchParams): Promise<Course | undefined> {
  return (await launch(query)) ?? within();
}

/** Returns the course of a platform that speaks SCORM. */
function within(): Course | undefined {
  const session = Session.begin();
  if (session === undefined) return undefined;
  const points = Number(session.points) || 0;
  return {
    counts: true,
    back: undefined,
    before: session.kept === "" && points === 0 ? undefined : { points, kept: session.kept, over: session.over },
    async report({ points, kept, over, answer }) {
      const keeps = kept !== "" && session.keep(kept);
      const taken = answer === undefined ? session.scored(points, over ? "passed" : "at work") : session.answered(answer);
      if (!taken) throw new Error("it did not answer");
      return keeps;
    },
  };
}
