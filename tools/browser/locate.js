// Returns where a user could click the first element that matches, or why nobody could.
(selector) => {
  const spot = { X: 0, Y: 0, Left: 0, Top: 0, Width: 0, Height: 0, Problem: "" };
  const element = document.querySelector(selector);
  if (!element) return { ...spot, Problem: "no element matches" };
  element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect(); // of a link that is broken, its first line
  Object.assign(spot, { Left: box.left, Top: box.top, Width: box.width, Height: box.height });
  spot.X = box.left + box.width / 2;
  spot.Y = box.top + box.height / 2;
  if (box.width === 0 || box.height === 0 || getComputedStyle(element).visibility === "hidden") {
    const hidden = !element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && " and hidden";
    return { ...spot, Problem: `it cannot be seen: it is ${box.width} × ${box.height}${hidden || ""}, in a window of ${innerWidth} × ${innerHeight}` };
  }
  if (element.disabled) return { ...spot, Problem: "it is disabled" };
  const top = document.elementFromPoint(spot.X, spot.Y);
  const label = element.labels && [...element.labels].some((l) => l.contains(top));
  if (!top || !(element.contains(top) || label)) {
    const by = top ? "<" + top.tagName.toLowerCase() + (top.id && " id=" + top.id) + ">" : "nothing";
    return { ...spot, Problem: "it is covered by " + by };
  }
  return spot;
}
