// The service worker. Assets come from the cache of this build. Pages, and what they fetch under a name that stays, come from the
// network, so that nobody online reads what is stale; without a network, the kept copy is used. What every page needs is kept at once; all other pages and the
// program are kept when a page that has nothing else to do asks for it.
export {};
declare const self: ServiceWorkerGlobalScope;

const prefix = "overlap-";
const current = prefix + BUILD;
const assets = new URL("assets/", self.location.href).pathname;
const offline = new URL("offline.html", self.location.href).href;

/** The paths of what the pages in PAGES fetch, assets or not. */
const fetched = new Set(Object.values(PAGES).flat().map((address) => new URL(address, self.location.href).pathname));

/** Returns an address without its query: only the page's program reads the query, so one copy of a page serves all settings. */
function withoutQuery(address: string): string {
  const url = new URL(address);
  return url.origin + url.pathname;
}

/** Returns the pages to keep: the open ones, and those in the caches of earlier builds. */
async function visited(): Promise<Set<string>> {
  const pages = new Set<string>();
  for (const client of await self.clients.matchAll({ includeUncontrolled: true, type: "window" })) {
    pages.add(withoutQuery(client.url));
  }
  for (const name of await caches.keys()) {
    if (!name.startsWith(prefix)) continue;
    for (const request of await (await caches.open(name)).keys()) {
      if (!new URL(request.url).pathname.startsWith(assets)) pages.add(request.url);
    }
  }
  return pages;
}

async function install(): Promise<void> {
  const cache = await caches.open(current);
  await cache.addAll(NEEDED);
  const pages = await visited();
  // The new build is installed even when some of these cannot be fetched.
  const live = Object.keys(PAGES).filter((page) => pages.has(new URL(page, self.location.href).href));
  await keepAll([...(live.length > 0 ? [PROGRAM] : []), ...live.flatMap((page) => PAGES[page]!), ...pages]);
  await self.skipWaiting();
}

/** Keeps what this build's cache lacks, a file after the other: what a reader waits for has the network first. */
async function keepAll(addresses: Iterable<string>): Promise<void> {
  const cache = await caches.open(current);
  for (const address of addresses) {
    if ((await cache.match(address, { ignoreVary: true })) !== undefined) continue;
    await cache.add(new Request(address, { priority: "low" })).catch(() => {});
  }
}

async function activate(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== current);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** Returns what was kept, or fetches it and keeps it: the chunk of a page that is opened for the first time, for one. */
async function fromCache(event: FetchEvent): Promise<Response> {
  const kept = await caches.match(event.request, { ignoreVary: true });
  if (kept !== undefined) return kept;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(keep(event.request.url, response.clone()));
  return response;
}

/** Returns what the network has, and without one what was kept of it. In place of a page there is one that says so. */
async function fromNetwork(event: FetchEvent): Promise<Response> {
  const key = withoutQuery(event.request.url);
  try {
    const response = await fetch(event.request);
    if (response.ok) event.waitUntil(keep(key, response.clone()));
    return response;
  } catch {
    const kept = await caches.match(key, { ignoreVary: true });
    const instead = event.request.mode === "navigate" ? await caches.match(offline, { ignoreVary: true }) : undefined;
    return kept ?? instead ?? Response.error();
  }
}

async function keep(key: string, response: Response): Promise<void> {
  await (await caches.open(current)).put(key, response);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "everything") event.waitUntil(keepAll([PROGRAM, ...Object.entries(PAGES).flat(2)]));
});
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith(assets) || event.request.destination === "image") event.respondWith(fromCache(event));
  else if (event.request.mode === "navigate" || fetched.has(url.pathname) || url.pathname.endsWith("/code.json")) event.respondWith(fromNetwork(event));
});
