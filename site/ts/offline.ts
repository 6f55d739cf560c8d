// Registers the service worker that keeps visited pages usable without a network.

/** The folder the site stands in: this script is in its assets folder. */
const root = new URL("..", (document.currentScript as HTMLScriptElement).src);

/** Nothing depends on it: private windows refuse, sandboxed frames throw, and then the page just needs its network. */
export function workOffline(): void {
  addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register(new URL("sw.js", root));
    } catch {
      return;
    }
  });
}
