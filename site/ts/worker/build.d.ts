// What the build puts into the service worker.

/** A hash of the site's content. */
declare const BUILD: string;

/** The addresses of the files that every page needs, relative to the worker. */
declare const NEEDED: string[];
