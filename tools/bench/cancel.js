// Moves a slider by a step, presses Cancel some milliseconds after its button came, and measures how long the page takes from the
// press, which may have to wait for what the page does, until it says that the run is stopped. A run takes so many milliseconds.
async (id, step, after, run) => {
  const slider = document.getElementById(id), chart = document.querySelector("#chart"), busy = document.querySelector("#busy");
  const until = async (is, most) => {
    for (const end = performance.now() + most; !is() && performance.now() < end; ) await new Promise((done) => setTimeout(done, 5));
    return is();
  };
  const was = slider.value, picture = chart.firstElementChild;
  performance.clearMeasures("overlap:draw");
  slider.value = +was + step;
  slider.dispatchEvent(new InputEvent("input", { bubbles: true }));
  if (!(await until(() => busy.querySelector("button") !== null, 5000))) return { Took: 0, Pressed: false, Kept: true };
  const pressed = performance.now() + after;
  await new Promise((done) => setTimeout(done, after));
  const button = busy.querySelector("button");
  button?.click();
  await until(() => busy.textContent === "", 5000);
  const took = performance.now() - pressed;
  const kept = slider.value === was && chart.firstElementChild === picture && !chart.hasAttribute("aria-busy");
  await until(() => performance.getEntriesByName("overlap:draw").length > 0, 2 * run); // what was forgotten is run again
  return { Took: took, Pressed: button !== null, Kept: kept };
}
