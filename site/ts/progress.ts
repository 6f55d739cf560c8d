// Shows on the home page which scenarios were opened, and where the path through the lessons goes on.
import { visited } from "./visited";

/** Marks what was opened, and leads to the first lesson that was not. */
export function showProgress(): void {
  const opened = visited();
  for (const item of document.querySelectorAll<HTMLElement>("[data-id]")) {
    item.toggleAttribute("data-visited", opened.has(item.dataset["id"] ?? ""));
  }
  const lessons = [...document.querySelectorAll<HTMLElement>("#path [data-id]")];
  const left = lessons.filter((lesson) => !lesson.hasAttribute("data-visited"));
  const next = left[0]?.querySelector("a");
  const link = document.querySelector<HTMLAnchorElement>("#go-on");
  const count = document.querySelector<HTMLElement>("#path-count");
  if (link === null || count === null || left.length === lessons.length) return;
  count.textContent = `${lessons.length - left.length} of ${lessons.length} opened.`;
  link.hidden = !next;
  if (!next) return;
  link.href = next.href;
  link.textContent = `Go on with ${next.textContent}`;
}
