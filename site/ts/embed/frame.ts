// Runs in an embedded picture. Its program is fetched when the picture is near the window, and at the first touch where browsers
// would fetch it anew each time.
import { start } from "../program";
import { markPending } from "../pending";
import { keepDeeds } from "../waiting";
import { tellHeight } from "./height";
import { ask, framed, listen, passOn, type Request, secret, tell, tellOther } from "./host";
import { passKeys } from "./keys";
import { arrange, showTheme } from "./layout";
import { fetchListings } from "./listings";

const query = new URLSearchParams(location.search);
const root = document.documentElement;
const main = document.querySelector<HTMLElement>("[data-scenario]")!;

arrange(main, query, { controls: query.get("exam") === "yes" ? "none" : "main", tabs: "none", reset: "no" });
markPending(main);
passOn();
const tellHeightAgain = tellHeight(main);

let known = false; // our element is around the frame
passKeys(query.get("keys") === "host", () => known);

const settled = keepDeeds(wanted);
let started = false;
function wanted(): void {
  if (started) return;
  started = true;
  root.removeAttribute("data-idle");
  void fetchListings().then(() => start(begin)); // in which the program finds its lines
}

function begin(running: boolean): void {
  settled(running);
  if (running) {
    tellReady();
    if (query.get("autoplay") === "visible") whenSeen(main, 0.5, play);
  } else tell("error", { message: document.querySelector("#failure")?.textContent ?? "" });
}

function tellReady(): void {
  tell("ready");
  ask("results");
}

/** Calls then once, when so much of an element is seen. */
function whenSeen(element: Element, threshold: number, then: () => void): void {
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    then();
  }, { threshold, rootMargin: threshold === 0 ? "300px" : "0px" }).observe(element);
}

function play(): void {
  const question = document.querySelector("[data-guess]");
  if (question === null && !matchMedia("(prefers-reduced-motion: reduce)").matches) ask("play");
}

// Chromium keeps nothing for frames without an origin, such as WordPress makes them: 0.8 MB for each, at each visit.
const loading = query.get("loading") ?? (self.origin === "null" ? "click" : "lazy");
if (loading === "eager") wanted();
else if (loading === "click") {
  root.setAttribute("data-idle", "");
  tell("idle");
} else whenSeen(main, 0, wanted);

listen((request) => {
  if (request === "slide:start") return query.get("autoplay") === "visible" ? play() : undefined; // reveal.js
  if (request === "slide:stop") return ask("pause");
  if (typeof request === "string") return;
  if (request.message === "ready" && request.secret === secret) return tellHeightAgain(); // WordPress
  if (request.context === "h5p") return tellHeightAgain();
  if (request.to === "overlap") obey(request);
});

function obey(request: Request): void {
  switch (request.type) {
    case "hello":
      known = true;
      tellHeightAgain();
      if (root.dataset["overlap"] === "ready") tellReady();
      break;
    case "theme":
      showTheme(request.theme ?? "auto");
      break;
    case "play":
    case "pause":
    case "step":
    case "set":
    case "query":
      ask(request.type, { query: request.query ?? "", back: request.back === true });
  }
}

// What the teacher chose of the picture means nothing on the page itself.
document.querySelector<HTMLAnchorElement>("#open")?.addEventListener("click", (event) => {
  const link = event.currentTarget as HTMLAnchorElement;
  const settings = new URLSearchParams(location.search);
  for (const name of EMBED) settings.delete(name);
  link.search = settings.toString();
  if (framed && secret !== undefined) tellOther({ message: "link", value: link.href, secret }); // its sandbox opens no windows
});

tell("hello");
