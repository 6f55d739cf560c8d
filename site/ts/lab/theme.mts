// How CodeMirror looks: as the textarea does that it stands in for, down to the pixel, in the page's colours.
import { EditorView } from "@codemirror/view";

const wrong = "color-mix(in srgb, var(--worse) 16%, transparent)";

export const theme = EditorView.theme({
  "&": { height: "100%", backgroundColor: "transparent", color: "var(--ink)" },
  "&.cm-focused": { outline: "none" }, // the element around it has the ring
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "1.5", scrollbarWidth: "thin" },
  ".cm-content": { padding: ".6rem 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 .8rem 0 0" },
  ".cm-content ::selection": { backgroundColor: "color-mix(in srgb, var(--accent) 28%, transparent)" },
  ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--soft)", border: "0" },
  ".cm-gutters .cm-gutterElement": { boxSizing: "border-box", width: "3.4rem", padding: "0 .8rem 0 0" },
  ".cm-gutters .wrong": { backgroundColor: wrong, color: "var(--worse)", fontWeight: "700" },
  "[data-wrong]": { backgroundColor: wrong },
  "[data-lit]": { backgroundColor: "var(--lit)" },
  "[data-lit]::after": { content: "attr(data-lit)", marginLeft: "2ch", color: "var(--lit-ink)", fontFamily: "var(--sans)", fontSize: ".95em" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--wash)", outline: "1px solid var(--edge)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--worse)" },
  ".k": { color: "var(--code-key)" },
  ".s": { color: "var(--code-text)" },
  ".mi": { color: "var(--code-number)" },
  ".nd": { color: "var(--code-name)" },
  ".c1": { color: "var(--code-comment)" },
  "@media print": { "&": { height: "auto" }, ".cm-scroller": { overflow: "visible" } },
  "@media (forced-colors: active)": {
    "[data-lit]": { boxShadow: "none", borderLeft: "3px solid Highlight" },
    "[data-lit]::after": { color: "Highlight" },
    "[data-wrong]": { outline: "2px solid Highlight", outlineOffset: "-2px" },
  },
});
