// Registers the service worker that keeps visited pages usable without a network.

/** The folder the site stands in: this script is in its assets folder. */
const root = new URL("..", (document.currentScript as HTMLScriptElement).src);

/** Nothing depends on it: private windows and some frames refuse, and then the page just needs its network. */
export function workOffline(): void {
  if (!("serviceWorker" in navigator)) return;
  addEventListener("load", () => {
    navigator.serviceWorker.register(new URL("sw.js", root)).catch(() => undefined);
  });
}
