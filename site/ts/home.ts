// Runs on the home page. Its picture is live, too, but the program is fetched only when the reader reaches for a control, or
// when the address holds settings.
import { findInCatalogue } from "./catalogue";
import { workOffline } from "./offline";
import { showProgress } from "./progress";
import { start } from "./program";
import { keepDeeds } from "./waiting";

const part = document.querySelector<HTMLElement>("[data-scenario]");
const settled = keepDeeds(wanted);
let started = false;

function wanted(): void {
  if (started) return;
  started = true;
  start(settled);
}

for (const name of ["pointerover", "focusin"]) {
  part?.addEventListener(name, (event) => {
    if ((event.target as Element).closest("fieldset") !== null) wanted();
  });
}
if (location.search !== "") wanted();

// The lesson begins with what is set here.
document.querySelector<HTMLAnchorElement>("a[data-carry]")?.addEventListener("click", (event) => {
  (event.currentTarget as HTMLAnchorElement).search = location.search;
});

showProgress();
addEventListener("pageshow", showProgress); // after Back, too, for which browsers may run no script again
addEventListener("storage", showProgress); // what was opened in another tab
findInCatalogue();
workOffline();
