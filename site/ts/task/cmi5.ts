// Reports to a course that launched the page by cmi5 (https://github.com/AICC/CMI-5_Spec_Current/blob/quartz/cmi5_spec.md). All that is
// needed for it stands in the launch address; sections are those of the specification.
import type { Course, Result } from "./course";

/** What a launch address has besides the page's own settings (section 8.1). */
export const launchNames = ["endpoint", "fetch", "actor", "registration", "activityId"];

interface LaunchData {
  contextTemplate?: { contextActivities?: Record<string, { id: string }[]>; extensions?: Record<string, unknown> };
  launchMode?: string;
  masteryScore?: number;
  returnURL?: string;
}

const own = "https://w3id.org/xapi/cmi5/context/";

/** The name under which the course keeps a result (10). */
const stateId = "overlap";

/** Tells the course that the task has begun, and returns it: undefined where the page was not launched. */
export async function launch(query: URLSearchParams): Promise<Course | undefined> {
  if (launchNames.some((name) => !query.get(name))) return undefined;
  const [endpoint, tokens, agent, registration, activityId] = launchNames.map((name) => query.get(name)!) as [string, string, string, string, string];
  const began = Date.now();
  const token = ((await answered(await fetch(tokens, { method: "POST" }))) as Record<string, string>)["auth-token"];
  if (token === undefined) throw new Error("it gave no leave to report; open the task from the course again"); // which it gives once (8.2.2)

  const ask = (path: string, query: Record<string, string>, init: RequestInit = {}): Promise<Response> =>
    fetch(`${endpoint.replace(/\/$/, "")}/${path}?${new URLSearchParams(query)}`, {
      ...init, headers: { Authorization: `Basic ${token}`, "X-Experience-API-Version": "1.0.3", "Content-Type": "application/json" },
    });
  const state = (stateId: string | undefined, init?: RequestInit): Promise<Response> =>
    ask("activities/state", { activityId, agent, registration, ...(stateId !== undefined && { stateId }) }, init);
  const data = (await answered(await state("LMS.LaunchData"))) as LaunchData;
  await ask("agents/profile", { agent, profileId: "cmi5LearnerPreferences" }); // which must be asked for (11); there is nothing here to prefer

  const states = await state(undefined); // their names, by which nobody need be asked for what is not there
  const before = states.ok && ((await states.json()) as string[]).includes(stateId) ? readResult(await answered(await state(stateId))) : undefined;

  const template = data.contextTemplate ?? {};
  const passes = data.masteryScore ?? 1;
  let ended = false;

  /** Says a statement (9). Whoever leaves does not wait for it. Those without a mark are of no kind that cmi5 defines, and count for nothing. */
  async function say(verb: string, marks: string[], result?: object, more: Record<string, unknown> = {}): Promise<void> {
    if (ended) return; // nothing may follow the last one (9.3.8)
    ended = verb === "terminated";
    const id = crypto.randomUUID();
    const statement = {
      id, actor: JSON.parse(agent) as unknown, verb: { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: { en: verb } }, object: { objectType: "Activity", id: activityId },
      ...(result && { result }), timestamp: new Date().toISOString(),
      context: {
        ...template, registration, extensions: { ...template.extensions, ...more },
        contextActivities: { ...template.contextActivities, category: [...(template.contextActivities?.["category"] ?? []), ...marks.map((mark) => ({ id: `${own}categories/${mark}` }))] },
      },
    };
    await answered(await ask("statements", { statementId: id }, { method: "PUT", keepalive: true, body: JSON.stringify(statement) }));
  }
  const duration = (): string => `PT${((Date.now() - began) / 1000).toFixed(2)}S`;

  /** Says what counts: once in all, with a score that passes or does not (9.3.4, 9.3.5). */
  async function conclude(points: number): Promise<void> {
    const score = scored(points);
    const success = score.scaled >= passes;
    await say(success ? "passed" : "failed", counted, { success, score, duration: duration() },
      data.masteryScore === undefined ? {} : { [`${own}extensions/masteryscore`]: data.masteryScore });
    await say("completed", counted, { completion: true, duration: duration() });
  }

  await say("initialized", ["cmi5"]);
  addEventListener("pagehide", () => void say("terminated", ["cmi5"], { duration: duration() }));
  return {
    counts: data.launchMode === "Normal",
    back: data.returnURL,
    before,
    async report({ points, kept, over, answer }) {
      if (data.launchMode !== "Normal") return true;
      if (over || answer !== undefined) await conclude(points);
      else await say("progressed", [], { score: scored(points) });
      return (await state(stateId, { method: "PUT", body: JSON.stringify({ points, kept, over }) })).ok;
    },
  };
}

/** The marks of statements that a course counts (9.6.2). */
const counted = ["cmi5", "moveon"];

function scored(points: number): { scaled: number; raw: number; min: number; max: number } {
  return { scaled: points / 100, raw: points, min: 0, max: 100 };
}

/** Returns a result of which each part is what it should be, undefined for something else. */
export function readResult(value: unknown): Result | undefined {
  const { points, kept, over, guess } = (value ?? {}) as Partial<Result> & { guess?: string };
  if (typeof points !== "number") return undefined;
  if (typeof guess === "string") return { points, kept: `guess=${encodeURIComponent(guess)}`, over: true }; // as it was written before tasks had challenges
  return { points, kept: String(kept ?? ""), over: over === true };
}

/** Returns what a server answered: nothing where it said nothing. */
async function answered(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`it answers ${response.status}`);
  return response.status === 204 ? undefined : response.json();
}
