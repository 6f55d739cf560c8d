// The page's side of the wall. A frame without an origin holds a worker with the interpreter; who replaces the frame ends both.
import type { FromWorker, Outcome, Program, Runtime } from "./messages";

/** What a room tells the page. Programs can send messages of their own, so each is looked at. */
export interface Listener {
  printed(text: string): void;
  ended(outcome: Outcome): void;
  failed(why: string): void;
}

const ends = ["ok", "exit", "error", "deadlock", "limit"];

export class Room {
  readonly #frame = document.createElement("iframe");
  readonly #over = new AbortController();
  readonly #ready: Promise<void>;

  constructor(place: HTMLElement, code: string, runtime: Runtime, listener: Listener) {
    const frame = this.#frame;
    frame.setAttribute("sandbox", "allow-scripts");
    frame.title = "Where programs run";
    frame.hidden = true;
    frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${ROOM.policy}"><script>${ROOM.script}</script>`;
    this.#ready = new Promise((resolve, reject) => {
      const heard = ({ data, source }: MessageEvent<FromWorker | { open: true }>): void => {
        if (source !== frame.contentWindow || typeof data !== "object" || data === null) return;
        if ("open" in data) {
          this.#send(code);
          this.#send(runtime);
        } else if ("ready" in data) resolve();
        else if ("printed" in data) listener.printed(String(data.printed));
        else if ("outcome" in data) listener.ended(checked(data.outcome));
        else if ("failed" in data) {
          reject(new Error(String(data.failed)));
          listener.failed(String(data.failed));
        }
      };
      addEventListener("message", heard, { signal: this.#over.signal });
    });
    this.#ready.catch(() => {}); // the listener has heard of it
    place.append(frame);
  }

  async run(program: Program): Promise<void> {
    await this.#ready;
    this.#send(program);
  }

  /** Ends whatever runs in it. */
  close(): void {
    this.#over.abort();
    this.#frame.remove();
  }

  #send(message: unknown): void {
    this.#frame.contentWindow?.postMessage(message, "*");
  }
}

/** Returns an outcome of which each part is what it should be: a program may have sent it. */
function checked(outcome: Partial<Outcome> | null): Outcome {
  const { how, text, line, seconds, notes, trace } = outcome ?? {};
  return {
    how: how !== undefined && ends.includes(how) ? how : "error",
    text: String(text ?? ""),
    line: Number(line) || 0,
    seconds: Number(seconds) || 0,
    notes: Array.isArray(notes) ? notes.map(String) : [],
    trace: String(trace ?? ""),
  };
}
