// Runs on the page of the lab: binds its controls to an editor, to runs of what is written there, and to what is opened and kept.
import { downloadProgram } from "../download";
import { workOffline } from "../offline";
import { listPassed, modelOf, prefix } from "./list";
import { Maker } from "./make";
import { begin, choose, open, openFile, openNext, reset, showSolution, take, tryOut } from "./opening";
import { exam, keepPlain, prefersPlain, save } from "./programs";
import { compare, compareWithModel, go, stop } from "./runs";
import { say } from "./said";
import { listSaved } from "./saved";
import { byID, copyLink, current, editor, field, keep, leave, rename, work } from "./workspace";

const plain = field("plain"); // whether the reader stays with a textarea

/** Has a press of a button do something. */
function press(id: string, act: () => void): void {
  byID(id).addEventListener("click", act);
}

/** Marks a line, and puts the cursor there. */
function show(line: number): void {
  editor.mark(line);
  editor.go(line);
}

/** Runs and what is beside them. */
function bindRuns(): void {
  press("go", go);
  press("stop", stop);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    go();
  });
  byID("advice").addEventListener("click", ({ target }) => {
    const line = Number((target as Element).closest<HTMLElement>("[data-line]")?.dataset["line"]);
    if (line > 0) show(line);
  });
  for (const [id, act] of [["beside", compare], ["beside-model", compareWithModel]] as const) field(id).addEventListener("change", () => void act(field(id).checked));
  press("take", () => void take(prefix + modelOf(work.name)!.id));
}

/** The challenge above the editor. */
function bindChallenge(): void {
  press("solution", showSolution);
  press("next", openNext);
  press("leave", leave);
  new Maker({ source: () => editor.value, try: tryOut });
  listPassed();
}

/** What is written. */
function bindEditor(): void {
  editor.addEventListener("input", keep);
  for (const id of ["args", "lab-seed"]) field(id).addEventListener("input", keep);
  plain.checked = prefersPlain();
  plain.addEventListener("change", () => {
    keepPlain(plain.checked);
    plain.checked ? editor.simplify() : void editor.improve();
  });
}

/** What is opened, kept and handed on. */
function bindPrograms(): void {
  press("reset", reset);
  press("download", () => downloadProgram(work.name, editor.value));
  press("link", () => void copyLink().then((text) => say(text)));
  byID<HTMLSelectElement>("examples").addEventListener("change", (event) => void choose((event.currentTarget as HTMLSelectElement).value));
  byID<HTMLFormElement>("save").addEventListener("submit", (event) => {
    event.preventDefault();
    rename(field("save-name").value.trim() || work.name);
    say(save(current()) ? `Saved in this browser as ${work.name}.` : "This browser keeps nothing. Download the program.");
    listSaved(open);
  });
  field("file").addEventListener("change", () => {
    const file = field("file").files?.[0];
    if (file !== undefined) void openFile(file);
  });
  listSaved(open);
}

document.documentElement.toggleAttribute("data-exam", exam);
bindRuns();
bindChallenge();
bindEditor();
bindPrograms();
if (!exam) workOffline(); // the page around it does, where that is the site's
addEventListener("hashchange", () => void begin());
void begin().finally(() => (document.documentElement.dataset["lab"] = "open"));
