// Search in CodeMirror, which draws only the lines that are seen: what is not drawn the browser's own search does not find.
import { closeSearchPanel, findNext, findPrevious, openSearchPanel, search } from "@codemirror/search";
import type { Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";

const scope = "editor search-panel";

/** The panel, in the look of the page's controls. Of CodeMirror's keys it has only the panel's: others are browsers' own, such as Ctrl+D. */
export const searching: Extension = [
  search({ top: true }),
  keymap.of([
    { key: "Mod-f", run: openSearchPanel, scope },
    { key: "F3", run: findNext, shift: findPrevious, scope, preventDefault: true },
    { key: "Mod-g", run: findNext, shift: findPrevious, scope, preventDefault: true },
    { key: "Escape", run: closeSearchPanel, scope },
  ]),
  EditorView.theme({
    ".cm-panels": { backgroundColor: "var(--panel)", color: "var(--ink)", fontFamily: "var(--sans)" },
    ".cm-panels-top": { borderBottom: "1px solid var(--line)" },
    ".cm-panel.cm-search": { display: "flex", flexWrap: "wrap", alignItems: "center", gap: ".3rem .4rem", padding: ".4rem 2.2rem .4rem .6rem", fontSize: ".87rem" },
    ".cm-panel.cm-search :is(input, button, label)": { margin: "0", fontFamily: "inherit", fontSize: "inherit" },
    ".cm-panel.cm-search label": { display: "flex", alignItems: "center", gap: ".3em", color: "var(--soft)" },
    ".cm-panel.cm-search br": { flexBasis: "100%", content: "''" },
    ".cm-panel.cm-search [type=checkbox]": { accentColor: "var(--accent)" },
    ".cm-panel.cm-search .cm-textfield": {
      flex: "1 1 8rem", maxWidth: "14rem", minWidth: "0", padding: ".2rem .4rem", border: "1px solid var(--edge)", borderRadius: "8px", backgroundColor: "var(--panel)", color: "var(--ink)",
    },
    ".cm-panel.cm-search ::selection": { backgroundColor: "color-mix(in srgb, var(--accent) 28%, transparent)", color: "var(--ink)" },
    ".cm-panel.cm-search button": {
      padding: ".2rem .5rem", border: "1px solid var(--edge)", borderRadius: "8px", backgroundColor: "var(--panel)", backgroundImage: "none", color: "var(--ink)", cursor: "pointer",
    },
    ".cm-panel.cm-search button:hover": { borderColor: "var(--ink)" },
    ".cm-panel.cm-search :focus-visible": { outline: "2px solid var(--accent)", outlineOffset: "1px" },
    ".cm-panel.cm-search [name=close]": { top: ".4rem", right: ".4rem", border: "0", lineHeight: "1.2" },
    ".cm-searchMatch": { backgroundColor: "var(--wash)", outline: "1px solid var(--edge)" },
    ".cm-searchMatch-selected": { backgroundColor: "var(--lit)", outline: "2px solid var(--lit-edge)" },
    "@media (max-width: 40rem)": { ".cm-panel.cm-search :is([name=select], [name=replaceAll])": { display: "none" } }, // the program needs the room
    "@media (forced-colors: active)": { ".cm-searchMatch-selected": { outline: "2px solid Highlight" } },
    "@media print": { ".cm-panels": { display: "none" } },
  }),
];
