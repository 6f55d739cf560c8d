// Starts the program behind a scenario's page. Until it runs, the page stands as it was written by the build; if it
// cannot run, the page says why and goes on telling its story.
import "wasm_exec";
import { ended, explain, say, withoutProgram } from "./failure";
import { counted } from "./loading";
import { answer, showAnswered } from "./guess";
import { workOffline } from "./offline";

async function start(): Promise<void> {
  if (typeof WebAssembly !== "object") throw new ReferenceError("WebAssembly is not defined");
  // The address comes from the preload's link, so that the page names it once and fetches what was preloaded.
  const link = document.querySelector<HTMLLinkElement>("link#program");
  if (link === null) throw new Error("the page names no program");
  const go = new Go();
  const response = await fetch(link.href);
  if (!response.ok) throw new TypeError(`${response.status} ${response.statusText}`);
  const { instance } = await WebAssembly.instantiateStreaming(counted(response, Number(link.dataset["bytes"])), go.importObject);
  await go.run(instance);
  throw ended;
}

workOffline();
showAnswered();
start().catch((problem: unknown) => {
  answer();
  if (problem !== ended) withoutProgram();
  say(explain(problem));
});
