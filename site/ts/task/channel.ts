// Answers the page around this one in the words of jschannel (https://github.com/mozilla/jschannel, PROTOCOL.md), as Open edX' custom
// JavaScript problems speak: requests and notifications in JSON, named within a scope, after each side has said that it is there.

const scope = "JSInput::";

interface Call { id?: number; method?: string; params?: unknown }

/** Answers the methods that the page around asks for. connected is called when there is such a page. */
export function answerCalls(methods: Record<string, (params: unknown) => unknown>, connected: () => void): void {
  if (parent === window) return;
  let ready = false, answered = false;
  addEventListener("message", (event) => {
    if (event.source !== parent || typeof event.data !== "string") return;
    const call = parsed(event.data);
    const method = call?.method?.startsWith(scope) ? call.method.slice(scope.length) : undefined;
    if (method === undefined) return;
    const say = (message: object): void => parent.postMessage(JSON.stringify(message), event.origin);
    if (method === "__ready") {
      answered ||= call!.params === "pong";
      if (ready) return; // the other side no longer waits for it
      ready = true;
      connected();
      // Where two pings cross, the other side answers ours, and would take an answer to its own for an error.
      if (!answered) setTimeout(() => answered || say({ method: `${scope}__ready`, params: "pong" }), 200);
    } else if (call!.id !== undefined) {
      const answer = methods[method];
      say(answer ? { id: call!.id, result: answer(call!.params) } : { id: call!.id, error: "method_not_found", message: `there is no ${method}` });
    }
  });
  parent.postMessage(JSON.stringify({ method: `${scope}__ready`, params: "ping" }), "*"); // nobody knows yet who that is
}

function parsed(text: string): Call | undefined {
  try {
    return JSON.parse(text) as Call;
  } catch {
    return undefined;
  }
}
