// Finds scenarios in the catalogue as the reader types.

/** Shows the search field and lists only what has every word that is in it. */
export function findInCatalogue(): void {
  const field = document.querySelector<HTMLInputElement>("#search");
  const count = document.querySelector<HTMLElement>("#found");
  const box = field?.closest<HTMLElement>("[hidden]");
  const list = document.querySelector<HTMLElement>(".topics");
  if (!field || !count || !box || !list) return;
  const topics = [...document.querySelectorAll<HTMLElement>(".topic")];
  box.hidden = false;

  function find(): void {
    const words = field!.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    const found = show(words, () => "");
    // Who finds nothing may have asked for a name of Python's library.
    const used = found > 0 ? 0 : show(words, (row) => ` ${row.dataset["uses"]}`);
    count!.textContent = words.length === 0 ? "" : found > 0 ? `${found} found` : used > 0 ? `${used} whose program uses it` : "None has all of these words.";
  }

  /** Lists what has every word in what is said of it or in what is known besides, and returns how many these are. */
  function show(words: string[], besides: (row: HTMLElement) => string): number {
    let found = 0;
    list!.toggleAttribute("data-searched", words.length > 0); // on a phone only one topic is open otherwise
    for (const topic of topics) {
      const rows = [...topic.querySelectorAll<HTMLElement>("[data-id]")];
      for (const row of rows) {
        const text = (textOf(topic, row) + besides(row)).toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
      }
      const left = rows.filter((row) => !row.hidden).length;
      topic.hidden = left === 0;
      found += left;
    }
    return found;
  }

  field.addEventListener("input", find);
  field.addEventListener("keydown", (event) => {
    const first = document.querySelector<HTMLAnchorElement>(".topic:not([hidden]) [data-id]:not([hidden]) a");
    if (event.key === "Enter" && field.value.trim() !== "") first?.click();
    else if (event.key === "ArrowDown") first?.focus();
    else if (event.key === "Escape") {
      field.value = "";
      find();
    } else return;
    event.preventDefault();
  });
  document.querySelector('.door a[href="#search"]')?.addEventListener("click", () => field.focus());
  find(); // after a reload browsers fill fields again
}

/** Returns all that is said of a scenario: its topic, name and verdict, and the question it asks. */
function textOf(topic: HTMLElement, row: HTMLElement): string {
  const link = row.querySelector("a");
  return `${topic.querySelector("h3")?.textContent} ${row.textContent} ${row.dataset["id"]} ${link?.title}`;
}
