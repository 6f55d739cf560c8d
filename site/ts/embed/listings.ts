// Fetches the listings where a teacher shows them. They are no part of an embedded picture's page, of which they would be half.

/** Does so if a tab of theirs is shown. Without them the picture runs all the same. */
export async function fetchListings(): Promise<void> {
  if (document.querySelector(":is(#tab-py, #tab-go):not([data-out])") === null) return;
  let code: Record<string, string>;
  try {
    const response = await fetch("code.json");
    if (!response.ok) throw new TypeError(response.statusText);
    code = (await response.json()) as Record<string, string>;
  } catch {
    const sorry = "<p>The code could not be loaded. Check the connection and reload.</p>";
    code = { py: sorry, go: sorry };
  }
  for (const tab in code) document.querySelector(`#panel-${tab}`)!.innerHTML = code[tab]!;
}
