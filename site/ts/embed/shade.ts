/** Reports whether an element stands on something dark. Themes are classes more often than preferences, so colours decide. */
export function isDark(element: Element): boolean {
  for (let at: Element | null | undefined = element; at; at = at.parentElement ?? (at.getRootNode() as ShadowRoot).host) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = getComputedStyle(at).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
    if (alpha > 0.5) return 0.3 * red + 0.59 * green + 0.11 * blue < 110;
  }
  return getComputedStyle(document.documentElement).colorScheme === "dark";
}
