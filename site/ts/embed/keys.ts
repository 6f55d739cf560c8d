// Gives keys to the slides around the picture: a deck whose keys die in a frame is stuck there.
import { tell, tellOther } from "./host";

/** What reveal.js calls the step that a key asks for. Paging belongs to the deck always, the other keys with keys=host. */
const paging: Record<string, string> = { PageDown: "next", PageUp: "prev" };
const moving: Record<string, string> = { ArrowRight: "right", ArrowLeft: "left", ArrowDown: "down", ArrowUp: "up", " ": "next" };

/** Passes keys on. handled reports whether our own element around the frame does the rest: two ways would turn two pages. */
export function passKeys(host: boolean, handled: () => boolean): void {
  addEventListener(
    "keydown",
    (event) => {
      const method = paging[event.key] ?? (host ? moving[event.key] : undefined);
      if (method === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!(event.key in paging) && (event.target as Element).closest?.("input, select, textarea, button, summary, a")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      tell("key", { key: event.key });
      if (!handled()) tellOther(JSON.stringify({ method }));
    },
    true,
  );
}
