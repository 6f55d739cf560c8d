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
const settled = keepDeeds(() => {});
start((running) => {
  if (!running) answer();
  settled(running);
});
