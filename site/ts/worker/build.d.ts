// What the build puts into the service worker.

/** Another text for every other content of the site. */
declare const BUILD: string;

/** What every page needs, relative to the worker. */
declare const NEEDED: string[];
