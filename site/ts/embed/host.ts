// How an embedded picture speaks with the page around it. Hosts differ: besides our own messages there are those of Canvas,
// WordPress, H5P and reveal.js. The picture needs no storage, no origin and no animation frame, which hidden frames lack.

/** What a message is about. */
export type Subject = "hello" | "idle" | "ready" | "height" | "change" | "result" | "step" | "predict" | "key" | "error" | "challenge";

/** Whether there is a page around this one. */
export const framed = parent !== window;

const query = new URLSearchParams(location.search);
const scenario = document.querySelector<HTMLElement>("[data-scenario]")?.dataset["scenario"];

/** WordPress adds this to the address of a frame, and listens only to messages that repeat it. */
export const secret = /[#&?]secret=(\w+)/.exec(location.hash)?.[1];

/** Tells the page around the frame something. Times are whole numbers of nanoseconds. */
export function tell(type: Subject, more: object = {}): void {
  if (framed) parent.postMessage({ source: "overlap", v: 1, type, id: query.get("id") ?? "", scenario, ...more }, "*");
}

/** Tells hosts that have a protocol of their own. */
export function tellOther(message: unknown): void {
  if (framed) parent.postMessage(message, "*");
}

/** Has the page's program do something. */
export function ask(type: string, more: object = {}): void {
  document.dispatchEvent(new CustomEvent("overlap-ask", { detail: { type, ...more } }));
}

/** What the page around may send: our own requests, and the words of other protocols. */
export interface Request {
  to?: string;
  type?: string;
  query?: string;
  back?: boolean;
  theme?: string;
  message?: string;
  secret?: string;
  context?: string;
}

/** Calls heard with what the page around the frame sends; other windows are not listened to. */
export function listen(heard: (request: Request | string) => void): void {
  addEventListener("message", (event) => {
    if (framed && event.source === parent && event.data) heard(event.data as Request | string);
  });
}

/** Passes on what the program tells. */
export function passOn(): void {
  for (const type of ["change", "result", "step", "predict"] as const) {
    document.addEventListener(`overlap-${type}`, (event) => tell(type, (event as CustomEvent<object>).detail));
  }
}
