// Reports to a learning platform, as SCORM 1.2 (CMI) and SCORM 2004 (IEEE 1484.11) have it: an object in a window around this one
// takes texts under names. Platforms may end a page at any time and refuse whatever it says then, so what counts is committed at
// once. cmi.core.completion_status is no name of 1.2, and some platforms fail at it.

type API = Record<string, ((...args: string[]) => unknown) | undefined>;

/** What the versions call things. */
interface Version {
  api: string;
  prefix: string; // of the functions
  end: string; // the function that ends the session
  status: string; // whether the learner is through
  success: string; // whether with success
  score: string;
  exit: string;
  time: string;
  response: string;
  wrong: string;
  longest: number; // characters of suspended data that it keeps
}

const versions: Version[] = [
  { api: "API", prefix: "LMS", end: "LMSFinish", status: "cmi.core.lesson_status", success: "cmi.core.lesson_status", score: "cmi.core.score", exit: "cmi.core.exit", time: "cmi.core.session_time", response: "student_response", wrong: "wrong", longest: 4096 },
  { api: "API_1484_11", prefix: "", end: "Terminate", status: "cmi.completion_status", success: "cmi.success_status", score: "cmi.score", exit: "cmi.exit", time: "cmi.session_time", response: "learner_response", wrong: "incorrect", longest: 64_000 },
];

/** How many windows a platform may have around a page. */
const deepest = 20;

/** An answer that was given, and the right one, as addresses have them, and what it is worth out of 100. */
export interface Answer {
  guess: string;
  answer: string;
  points: number;
}

/** A learner's session with a platform. */
export class Session {
  #api: API;
  #v: Version;
  #began = Date.now();
  #open: boolean;

  private constructor(api: API, version: Version) {
    this.#api = api;
    this.#v = version;
    this.#open = this.#call(version.prefix + "Initialize", "") === "true";
    if (["", "not attempted", "unknown"].includes(this.#get(version.status))) this.#set(version.status, "incomplete");
    addEventListener("pagehide", () => this.#end());
  }

  /** Returns the session with the platform around this window, undefined where none listens. */
  static begin(): Session | undefined {
    for (const version of versions) {
      const api = find(version.api);
      if (!api) continue;
      const session = new Session(api, version);
      if (session.#open) return session;
    }
    return undefined;
  }

  /** The settings that were kept when the learner was here before, "" at first. */
  get kept(): string { return this.#get("cmi.suspend_data"); }

  /** Whether the learner has answered. A score alone does not say so: some platforms begin with 0. */
  get over(): boolean { return ["passed", "failed"].includes(this.#get(this.#v.success)); }

  /** The points that the learner has, as the platform writes them. */
  get points(): string { return this.#get(`${this.#v.score}.raw`); }

  /** Keeps settings for the next time; false when they are too long for that. */
  keep(query: string): boolean {
    if (query.length > this.#v.longest) return false;
    this.#set("cmi.suspend_data", query);
    return true;
  }

  /** Reports an answer, and reports whether the platform has taken it. */
  answered({ guess, answer, points }: Answer): boolean {
    const { response, wrong } = this.#v;
    const passed = points >= PASS;
    const at = `cmi.interactions.${Number(this.#get("cmi.interactions._count")) || 0}`;
    this.#set(`${at}.id`, "guess");
    this.#set(`${at}.type`, /^\d+$/.test(answer) ? "choice" : "fill-in");
    this.#set(`${at}.correct_responses.0.pattern`, answer);
    this.#set(`${at}.${response}`, guess);
    this.#set(`${at}.result`, passed ? "correct" : wrong);
    return this.scored(points, passed ? "passed" : "failed");
  }

  /** Reports points of 100, and reports whether the platform has taken them. Who is at work has neither passed nor failed. */
  scored(points: number, how: "passed" | "failed" | "at work"): boolean {
    const { score, status, success } = this.#v;
    this.#set(`${score}.min`, "0");
    this.#set(`${score}.max`, "100");
    this.#set(`${score}.raw`, String(points));
    if (status !== success) this.#set(`${score}.scaled`, String(points / 100)); // 2004
    if (how !== "at work") {
      if (status !== success) this.#set(status, "completed");
      this.#set(success, how);
    }
    return this.#call(this.#v.prefix + "Commit", "") === "true";
  }

  /** Reports that all was seen, where there was nothing to answer. */
  seen(): void {
    this.#set(this.#v.status, "completed");
    this.#call(this.#v.prefix + "Commit", "");
  }

  #end(): void {
    if (!this.#open) return;
    this.#set(this.#v.time, span(Date.now() - this.#began, this.#v.prefix === ""));
    this.#set(this.#v.exit, "suspend");
    this.#call(this.#v.prefix + "Commit", "");
    this.#call(this.#v.end, "");
    this.#open = false;
  }

  #get(name: string): string { return this.#call(this.#v.prefix + "GetValue", name); }
  #set(name: string, value: string): void { this.#call(this.#v.prefix + "SetValue", name, value); }

  /** Calls a function of the platform, "" when it fails. */
  #call(name: string, ...args: string[]): string {
    try {
      return String(this.#api[name]?.(...args) ?? "");
    } catch {
      return "";
    }
  }
}

/** Returns the platform's object of a name, from the windows around this one and around the one that has opened it. */
function find(name: string): API | undefined {
  for (const start of [window, window.opener as Window | null]) {
    let at = start;
    for (let i = 0; at && i < deepest; i++) {
      try {
        const api = (at as unknown as Record<string, API | undefined>)[name];
        if (api) return api;
      } catch {
        break; // a window of another site
      }
      at = at.parent === at ? null : at.parent;
    }
  }
  return undefined;
}

/** Returns how long a session took as a version writes it: "00:01:30", or ISO 8601's "PT90S". */
function span(ms: number, iso: boolean): string {
  const seconds = Math.round(ms / 1000);
  if (iso) return `PT${seconds}S`;
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((n) => String(Math.floor(n)).padStart(2, "0")).join(":");
}
