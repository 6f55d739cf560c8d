// Shows the run at once, before the program is there, where the page will not ask the reader to guess first.

/** Shows the run that stands behind the question. */
export function answer(): void {
  document.querySelector("main")?.removeAttribute("data-guess");
}

/** Does so when the address shows a picture of its own, or the reader declines guesses: as the program does in view.State.Asks. */
export function showAnswered(): void {
  const asked = new URLSearchParams(location.search).get("guess");
  if (asked === "ask") return;
  if (location.search.length > 1 || declined()) answer();
}

function declined(): boolean {
  try {
    return localStorage.getItem("overlap-no-guess") !== null;
  } catch {
    return false; // storage is refused: then nothing can have been kept in it
  }
}
