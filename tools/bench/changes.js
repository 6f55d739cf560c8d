// Moves a slider by a step and measures how long it takes until the new chart is there, in milliseconds.
async (id, step) => {
  const slider = document.getElementById(id), chart = document.querySelector("#chart");
  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
  await frames(); // nothing is left from before
  const durations = [0];
  const keep = (list) => durations.push(...list.map((task) => task.duration));
  const longTasks = new PerformanceObserver((list) => keep(list.getEntries()));
  longTasks.observe({ type: "longtask" });
  const to = +slider.value + step;
  slider.value = to < +slider.min || to > +slider.max ? +slider.value - step : to;
  const drawn = new Promise((done) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      done();
    });
    observer.observe(chart, { childList: true });
  });
  const began = performance.now();
  slider.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await drawn;
  const total = performance.now() - began;
  chart.getBoundingClientRect(); // asks for the layout
  const laidOut = performance.now() - began;
  await frames(); // the task that drew has ended and is in the list
  keep(longTasks.takeRecords());
  longTasks.disconnect();
  return { Total: total, Model: performance.getEntriesByName("overlap:run").at(-1)?.duration ?? 0, LaidOut: laidOut, Longest: Math.max(...durations) };
}
