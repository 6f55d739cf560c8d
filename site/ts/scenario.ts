// Runs on a scenario's page, whose program starts at once.
import { answer, showAnswered } from "./guess";
import { workOffline } from "./offline";
import { start } from "./program";
import { markVisited } from "./visited";
import { keepDeeds } from "./waiting";

workOffline();
showAnswered();
markVisited(document.querySelector<HTMLElement>("[data-scenario]")?.dataset["scenario"] ?? "");
const settled = keepDeeds(() => {});
start((running) => {
  if (!running) answer();
  settled(running);
});
