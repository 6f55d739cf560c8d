// Controls answer from the first paint: what the reader does with them before the program is there is shown as waiting, and
// done again when it is.
import { arrived } from "./loading";

type Control = HTMLInputElement | HTMLSelectElement;

interface Deed {
  on: Element;
  again(): void;
}

/** Keeps what the reader does from now on, and calls wanted at the first deed. The result ends that: it does all again in a running program, and may be called again when there is one after all. */
export function keepDeeds(wanted: () => void): (running: boolean) => void {
  let deeds: Deed[] = [];
  const over = new AbortController();
  const fieldsets = document.querySelectorAll<HTMLFieldSetElement>("[data-scenario] fieldset");
  for (const set of fieldsets) set.disabled = false;

  function keep(deed: Deed): void {
    if (deeds.length === 0) tell("Loading the live controls. What you do waits for them.");
    deeds.push(deed);
    shownAt(deed.on).setAttribute("data-waiting", "");
    wanted();
  }
  function onInput(event: Event): void {
    const control = event.target as Control;
    if (control.closest("fieldset") === null) return;
    deeds = deeds.filter((deed) => deed.on !== control);
    keep({ on: control, again: setting(control) });
  }
  function onClick(event: Event): void {
    const at = (event.target as Element).closest<HTMLElement>('[data-action], [role="tab"], a[href^="?"]');
    if (at === null) return;
    event.preventDefault();
    keep({ on: at, again: () => present(at).click() });
  }
  const how = { capture: true, signal: over.signal };
  document.addEventListener("input", onInput, how);
  document.addEventListener("click", onClick, how);
  document.addEventListener("submit", (event) => event.preventDefault(), how);

  return (running) => {
    over.abort();
    arrived();
    for (const deed of deeds) shownAt(deed.on).removeAttribute("data-waiting");
    for (const set of fieldsets) set.disabled = !running;
    if (running) for (const deed of deeds) deed.again();
  };
}

/** Says something to those who hear the page and do not see what waits. */
function tell(text: string): void {
  const voice = document.querySelector("#heard");
  if (voice !== null) voice.textContent = text;
}

/** Returns the element that is shown as waiting. */
function shownAt(on: Element): Element {
  return on.closest("[data-param]") ?? on;
}

/** Returns the element, or the one that the program has put in its place. */
function present<E extends Element>(was: E): E {
  if (was.isConnected) return was;
  const told = ["id", "aria-label", "data-action", "value"].filter((name) => was.hasAttribute(name));
  const selector = told.map((name) => `[${name}="${CSS.escape(was.getAttribute(name)!)}"]`).join("");
  return document.querySelector<E>(selector) ?? was;
}

/** Returns a function that gives a control the value it has now. */
function setting(control: Control): () => void {
  const { value } = control;
  const checked = control instanceof HTMLInputElement && control.checked;
  return () => {
    const now = present(control);
    now.value = value;
    if (now instanceof HTMLInputElement) now.checked = checked;
    for (const name of ["input", "change"]) now.dispatchEvent(new Event(name, { bubbles: true }));
  };
}
