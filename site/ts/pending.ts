// Marks the picture while it shows the default settings and the address asks for others.

/** Does so until the program has drawn what the address asks for, or will never do so. */
export function markPending(main: HTMLElement): void {
  const root = document.documentElement;
  const differs = [...new URLSearchParams(location.search).keys()].some(
    (name) => ["seed", "costs", "variants"].includes(name) || main.querySelector(`[data-param="${CSS.escape(name)}"]`) !== null,
  );
  if (!differs) return;
  main.setAttribute("data-pending", "");
  new MutationObserver((_, observer) => {
    observer.disconnect();
    main.removeAttribute("data-pending");
  }).observe(root, { attributeFilter: ["data-overlap"] });
}
