// What a task asks: a question, which is answered once, or a change of a program, which is tried until it is done.
import type { Answer } from "../scorm";
import { launchNames } from "./cmi5";
import type { Result } from "./course";

export interface Kind {
  counts: string; // what is said to whom it counts for
  done: string; // what those who are through have done
  what: string; // what is kept
  again: boolean; // whoever has failed may try again
  /** Returns the rest of the frame's address, with what was kept. */
  address(query: URLSearchParams, kept: string): string;
  /** Returns the result that a message from the frame tells, if it does. */
  read(message: object): Result | undefined;
  /** Returns what a learner can keep on their own where the course cannot, if there is something. */
  file(message: object): Work | undefined;
}

/** A program as a file. */
export interface Work {
  name: string;
  source: string;
}

const question: Kind = {
  counts: "The first answer counts.",
  done: "answered",
  what: "your answer",
  again: false,
  address(query, kept) {
    const settings = new URLSearchParams(query);
    for (const name of launchNames) settings.delete(name);
    for (const [name, value] of [["exam", "yes"], ["title", "no"], ["loading", "eager"]] as const) if (!settings.has(name)) settings.set(name, value);
    for (const [name, value] of new URLSearchParams(kept)) settings.set(name, value);
    return `?${settings}`;
  },
  read(message: { type?: string } & Partial<Answer>) {
    const { type, guess, answer, points } = message;
    if (type !== "predict") return undefined;
    return { points: points!, kept: new URLSearchParams({ guess: guess! }).toString(), over: true, answer: { guess: guess!, answer: answer!, points: points! } };
  },
  file: () => undefined,
};

const challenge: Kind = {
  counts: "Each run is checked, and the best counts.",
  done: "passed",
  what: "your program",
  again: true,
  address(query, kept) {
    const settings = new URLSearchParams(kept);
    for (const name of ["challenge", "task"]) if (query.has(name)) settings.set(name, query.get(name)!);
    return `?exam=yes#${settings}`;
  },
  read(message: { type?: string; points?: number; passed?: boolean; program?: string }) {
    const { type, points, passed, program } = message;
    if (type !== "challenge" || typeof points !== "number") return undefined;
    return { points, over: passed === true, kept: program === undefined ? "" : new URLSearchParams({ program }).toString() };
  },
  file: ({ file }: { file?: Work }) => file,
};

/** Returns the kind that a page's attribute names. */
export function kindOf(name: string | undefined): Kind {
  return name === "challenge" ? challenge : question;
}
