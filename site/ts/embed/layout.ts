// Shows of an embedded picture what its teacher chose, before the program is there. view.EmbedSettings says what there is to
// choose; what is not allowed the program reports.

/** What a page shows of which the address says nothing. */
interface Usual { controls: string; tabs: string; reset: string }

/** Leaves the controls and tabs that were asked for, the title, and the way out. */
export function arrange(main: HTMLElement, query: URLSearchParams, usual: Usual): void {
  const root = document.documentElement;
  const exam = query.get("exam") === "yes";
  arrangeControls(main, chosen(query, "controls") ?? [usual.controls], (query.get("reset") ?? usual.reset) === "yes");
  arrangeTabs(chosen(query, "tabs") ?? [usual.tabs]);
  const title = query.get("title");
  const heading = document.querySelector("h1");
  if (title === "no") heading?.classList.add("visually-hidden");
  else if (title && heading) heading.textContent = document.title = title;
  root.toggleAttribute("data-closed", exam || query.get("links") === "no");
  root.toggleAttribute("data-exam", exam);
  if (exam || query.get("guess") === "ask") main.dataset["guess"] = "open"; // the run stands behind the question from the first paint
  if (query.get("keys") !== null && query.get("keys") !== "own") document.querySelector("#keys")?.remove(); // the program has keys where they are listed
  showTheme(query.get("theme") ?? "auto");
}

function chosen(query: URLSearchParams, name: string): string[] | undefined {
  return query.get(name)?.split(",");
}

/** Hides an element for good, whatever the program thinks of it. */
function leaveOut(element: Element | null, out: boolean): void {
  element?.toggleAttribute("data-out", out);
}

function arrangeControls(main: HTMLElement, controls: string[], reset: boolean): void {
  const all = controls.includes("all");
  const mainParams = controls.includes("main") ? (main.dataset["main"] ?? "").split(" ") : [];
  const wanted = (name: string): boolean => all || controls.includes(name) || mainParams.includes(name);
  for (const control of document.querySelectorAll<HTMLElement>("[data-param]")) leaveOut(control, !wanted(control.dataset["param"] ?? ""));
  leaveOut(document.querySelector("#seed"), !wanted("seed") && mainParams.length === 0);
  leaveOut(document.querySelector("#costs")?.closest(".control") ?? null, !wanted("machine"));
  leaveOut(document.querySelector(".presets"), !wanted("presets"));
  leaveOut(document.querySelector(".keep"), !reset);
  leaveOut(document.querySelector("#curve-key"), document.querySelector(".control:not([data-out]) .curve") === null);
  const form = document.querySelector("#controls");
  leaveOut(form, !form?.querySelector(".settings > :not([data-out], legend, [hidden], #seeds), .presets:not([data-out]), .keep:not([data-out])"));
}

function arrangeTabs(tabs: string[]): void {
  const shown = (id: string): boolean => tabs.includes("all") || tabs.includes(id) || (tabs.includes("code") && (id === "py" || id === "go"));
  let some = false;
  for (const tab of document.querySelectorAll('[role="tab"]')) {
    const id = tab.id.slice("tab-".length);
    leaveOut(tab, !shown(id));
    some ||= shown(id);
  }
  leaveOut(document.querySelector(".details"), !some);
}

/**
 * Shows the page light or dark. The styles ask for the reader's preference, which in a frame is the colour scheme of the frame's
 * element; hosts that strip styles say it in the address instead.
 */
export function showTheme(theme: string): void {
  document.documentElement.style.colorScheme = theme === "auto" ? "" : theme;
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSMediaRule)) continue;
      const asked = (rule as CSSMediaRule & { asked?: string }).asked ?? rule.media.mediaText;
      if (!asked.includes("prefers-color-scheme: dark")) continue;
      (rule as CSSMediaRule & { asked?: string }).asked = asked;
      rule.media.mediaText = theme === "auto" ? asked : theme === "dark" ? "all" : "not all";
    }
  }
}
