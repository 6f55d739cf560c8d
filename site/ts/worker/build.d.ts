// What the build puts into the service worker: addresses are relative to it.

/** A hash of the site's content. */
declare const BUILD: string;

/** The files that every page needs. */
declare const NEEDED: string[];

/** The main program. */
declare const PROGRAM: string;

/** All pages that can be opened, with the chunks of the program that each needs. */
declare const PAGES: Record<string, string[]>;
