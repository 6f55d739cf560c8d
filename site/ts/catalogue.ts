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
    let found = 0;
    list!.toggleAttribute("data-searched", words.length > 0); // on a phone only one topic is open otherwise
    for (const topic of topics) {
      const rows = [...topic.querySelectorAll<HTMLElement>("[data-id]")];
      for (const row of rows) row.hidden = !words.every((word) => textOf(topic, row).includes(word));
      const left = rows.filter((row) => !row.hidden).length;
      topic.hidden = left === 0;
      found += left;
    }
    count!.textContent = words.length === 0 ? "" : found === 0 ? "None has all of these words." : `${found} found`;
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
  return `${topic.querySelector("h3")?.textContent} ${row.textContent} ${row.dataset["id"]} ${link?.title}`.toLowerCase();
}
