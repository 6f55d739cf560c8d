// Registers the service worker, which keeps the site usable without a network.

/** The folder the site stands in: this script is in its assets folder. */
const root = new URL("..", (document.currentScript as HTMLScriptElement).src);

/** What browsers tell of the connection, where they do. */
interface Connection {
  saveData?: boolean;
  effectiveType?: string;
}

/**
 * Registers the worker when the page has nothing else to do, and has it keep all pages, unless the reader asked browsers to
 * save data. Private windows and sandboxed frames refuse it; then the page needs a network, and nothing else changes.
 */
export function workOffline(): void {
  addEventListener("load", () => whenIdle(() => void keepSite().catch(() => {})));
}

async function keepSite(): Promise<void> {
  await navigator.serviceWorker.register(new URL("sw.js", root));
  const { active } = await navigator.serviceWorker.ready;
  const { connection } = navigator as { connection?: Connection };
  if (connection?.saveData || connection?.effectiveType?.endsWith("2g")) return;
  whenIdle(() => active?.postMessage("everything"));
}

function whenIdle(then: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(then, { timeout: 10_000 });
  else setTimeout(then, 2_000);
}
