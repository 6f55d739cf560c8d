// Runs on a scenario's page, whose program starts at once.
import { answer, showAnswered } from "./guess";
import { workOffline } from "./offline";
import { markPending } from "./pending";
import { start } from "./program";
import { markVisited } from "./visited";
import { keepDeeds } from "./waiting";

workOffline();
showAnswered();
const main = document.querySelector<HTMLElement>("[data-scenario]");
markVisited(main?.dataset["scenario"] ?? "");
if (main !== null) markPending(main);
document.addEventListener("click", ({ target }) => {
  const link = (target as Element).closest<HTMLAnchorElement>("a[data-lab]"); // to the twin: with the settings of the page
  if (link !== null) link.search = `${link.search.split("&")[0]}&${location.search.slice(1)}`;
});
const settled = keepDeeds(() => {});
start((running) => {
  if (!running) answer();
  settled(running);
});
