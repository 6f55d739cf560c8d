// Registers the service worker that keeps visited pages usable without a network.

/** The folder the site stands in: this script is in its assets folder. */
const root = new URL("..", (document.currentScript as HTMLScriptElement).src);

/** Registers the worker. Private windows and sandboxed frames refuse it; then the page needs a network, and nothing else changes. */
export function workOffline(): void {
  addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register(new URL("sw.js", root));
    } catch {
      return;
    }
  });
}
