// Runs in a scenario that is one file: the program is in the document, and so is what the file was made with.
import { Course } from "./course";
import { arrange } from "./embed/layout";
import { say } from "./failure";
import { answer, showAnswered } from "./guess";
import { markPending } from "./pending";
import { start, wasm } from "./program";
import { keepDeeds } from "./waiting";

/** What a file was made with; pack.Made writes it. */
interface Made {
  query: string; // its settings
  address: string; // of the site, "" where nobody knows one
  course: boolean; // a learning platform is around it
}

const root = document.documentElement;
const main = document.querySelector<HTMLElement>("[data-scenario]")!;
const made = JSON.parse(document.querySelector("#made")!.textContent!) as Made;

/** Returns a piece of the program from the document. */
async function unpack(piece: string): Promise<Response> {
  const packed = document.querySelector(`script[data-piece="${CSS.escape(piece)}"]`);
  if (packed === null) throw new Error(`the file lacks ${piece}`);
  const bytes = Uint8Array.from(atob(packed.textContent!), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")), wasm);
}

/** Puts settings into the address, where all scripts look for them. */
function place(query: string): void {
  if (query === location.search.slice(1)) return;
  try {
    history.replaceState(null, "", `${location.pathname}?${query}${location.hash}`);
  } catch {
    say("What is around this file does not let it take its settings: open it by itself.");
  }
}

/** Has links to other pages lead to the site, or nowhere where it has no known address. */
function leadOut(address: string): void {
  if (address !== "") main.dataset["address"] = `${address}s/${main.dataset["scenario"]}/`;
  else root.setAttribute("data-closed", "");
  const closed = root.hasAttribute("data-closed");
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]:not([href^="?"], [href^="#"])')) {
    if (closed) link.removeAttribute("href");
    else Object.assign(link, { href: new URL(link.getAttribute("href")!, main.dataset["address"]).href, target: "_blank", rel: "noopener" });
  }
}

const course = made.course ? new Course() : undefined;
place(course ? course.query(made.query) : location.search.slice(1) || made.query); // platforms have settings of their own in addresses
arrange(main, new URLSearchParams(location.search), { controls: "all", tabs: "all", reset: "yes" });
leadOut(made.address);
if (!root.hasAttribute("data-exam")) showAnswered();
markPending(main);
course?.begin(main);
const settled = keepDeeds(() => {});
start((running) => {
  if (running) course?.ready();
  else answer();
  settled(running);
}, unpack);
