// What the build puts into the script of files: how guesses are marked.

/** The points of 100 that pass. */
declare const PASS: number;

/** What is said of it: of a time that is guessed, and of a choice. */
declare const MARKING: { time: string; choice: string };
