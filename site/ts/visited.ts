// Remembers in this browser which scenarios were opened. Where a browser refuses storage nothing is remembered.

const key = "overlap:visited";

/** Returns the ids of the scenarios that were opened. */
export function visited(): Set<string> {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return new Set(Array.isArray(list) ? list.map(String) : []);
  } catch {
    return new Set();
  }
}

/** Remembers a scenario. */
export function markVisited(id: string): void {
  try {
    localStorage.setItem(key, JSON.stringify([...visited().add(id)]));
  } catch {
    return;
  }
}
