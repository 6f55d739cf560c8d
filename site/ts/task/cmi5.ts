// Reports to a course that launched the page by cmi5 (https://github.com/AICC/CMI-5_Spec_Current/blob/quartz/cmi5_spec.md). All that is
// needed for it stands in the launch address; sections are those of the specification.

/** What a launch address has besides the page's own settings (section 8.1). */
export const launchNames = ["endpoint", "fetch", "actor", "registration", "activityId"];

/** A course that listens. */
export interface Course {
  counts: boolean; // it wants to know the score
  back: string | undefined; // address of the course's own page
  report(points: number): Promise<void>;
}

interface LaunchData {
  contextTemplate?: { contextActivities?: Record<string, { id: string }[]>; extensions?: Record<string, unknown> };
  launchMode?: string;
  masteryScore?: number;
  returnURL?: string;
}

const own = "https://w3id.org/xapi/cmi5/context/";

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
  const data = (await answered(await ask("activities/state", { activityId, agent, registration, stateId: "LMS.LaunchData" }))) as LaunchData;
  await ask("agents/profile", { agent, profileId: "cmi5LearnerPreferences" }); // which must be asked for (11); there is nothing here to prefer

  const template = data.contextTemplate ?? {};
  const passes = data.masteryScore ?? 1;
  let over = false;

  /** Says a statement (9). Whoever leaves does not wait for it. */
  async function say(verb: string, result?: object, more: Record<string, unknown> = {}): Promise<void> {
    if (over) return; // nothing may follow the last one (9.3.8)
    over = verb === "terminated";
    const marks = ["cmi5", ...(result !== undefined && verb !== "terminated" ? ["moveon"] : [])];
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

  await say("initialized");
  addEventListener("pagehide", () => void say("terminated", { duration: duration() }));
  return {
    counts: data.launchMode === "Normal",
    back: data.returnURL,
    async report(points) {
      if (data.launchMode !== "Normal") return;
      const scaled = points / 100;
      const success = scaled >= passes;
      await say(success ? "passed" : "failed", { success, score: { scaled, raw: points, min: 0, max: 100 }, duration: duration() },
        data.masteryScore === undefined ? {} : { [`${own}extensions/masteryscore`]: data.masteryScore });
      await say("completed", { completion: true, duration: duration() });
    },
  };
}

/** Returns what a server answered: nothing where it said nothing. */
async function answered(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`it answers ${response.status}`);
  return response.status === 204 ? undefined : response.json();
}
