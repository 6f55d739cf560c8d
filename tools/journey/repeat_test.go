package journey

import (
	"testing"

	"overlap/tools/browser"
)

// testPin pins a run, makes the database slower and reads by how much, in the picture and in words. The link shows the same to
// another reader; going back undoes it, and so does Unpin.
func testPin(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	l.Click("#pin")
	l.addressHas("pin=defaults")
	l.WaitText("#pinned", "change something")
	l.Type("#f-db", "400 ms")
	l.Press("Tab")
	l.showsBefore()
	l.addressHas("db=400ms&pin=defaults")
	l.Click(`.presets a[href="?user=1&product=10"]`)
	l.WaitText("#pinned", "User 2 → 1, Product 20 → 10")
	l.Back()
	l.showsBefore()
	other := w.visit(t, "/s/fanout/?db=400ms&pin=defaults")
	other.showsBefore()
	other.MustBeAccessible()
	other.Viewport(360, 740) // where what differs scrolls
	other.MustBeAccessible()
	other.Click(`[data-action="unpin"]`)
	other.showsModel(modelOf(t, "fanout", "db=400ms"))
	equal(t, "said after Unpin", other.Text("#pinned"), "")
	other.Back()
	other.showsBefore()
}

// showsBefore waits until the picture of a database that takes 400 ms shows where the run with its defaults ended.
func (l *learner) showsBefore() {
	l.t.Helper()
	l.WaitText("#pinned", "Database latency 250 ms → 400 ms")
	l.WaitText("#pinned", "Concurrent 310 ms → 460 ms, 1.48× slower")
	equal(l.t, "before", browser.Eval[string](l.Page, `[...document.querySelectorAll("#chart .chart-note")].map(e => e.textContent).join(", ")`),
		"before: 1.12 s, before: 310 ms")
}

// testSeeds runs a hundred seeds, follows the one that breaks the program, and finds all of it in the link.
func testSeeds(t *testing.T, w *world) {
	l := w.visit(t, "/s/hello/")
	equal(t, "×100 where nothing depends on luck", browser.Eval[bool](l.Page, `document.querySelector("#many-seeds").checkVisibility()`), false)
	l = w.visit(t, "/s/race/?tasks=2&spread=1s")
	l.Click("#many-seeds")
	l.addressHas("tasks=2&spread=1s&seeds=100")
	l.WaitText("#seeds", "Seed 63 breaks it")
	l.WaitText("#seeds", "99 runs\nNo update lost, this time")
	const inSight = `document.querySelector("#seeds dl").getBoundingClientRect().bottom < document.querySelector("#tabs").getBoundingClientRect().top`
	l.WaitFor(inSight)
	l.MustBeAccessible()
	equal(t, "the picture's heights, frame by frame", browser.Eval[int](l.Page, `new Promise(done => {
		const heights = new Set(), picture = document.querySelector("#timeline");
		let frames = 20;
		(function look() {
			heights.add(picture.clientHeight);
			frames-- > 0 ? requestAnimationFrame(look) : done(heights.size);
		})();
	})`), 1)
	l.Click(`#seeds p a`)
	l.WaitText(".headline", "1 of 2 updates lost")
	l.addressHas("tasks=2&spread=1s&seed=63&seeds=100")
	l.WaitText("#seeds", "Seed 63 breaks it")
	w.visit(t, "/s/race/?tasks=2&spread=1s&seeds=100").WaitFor(inSight)
	l.Click(`[data-action="close-seeds"]`)
	l.WaitFor(`document.querySelector("#seeds").textContent === ""`)
	l.Back()
	l.WaitText("#seeds", "Seed 63 breaks it")
	l.Type("#f-tasks", "200") // a change while the seeds run cancels them, and they begin anew
	l.Type("#f-tasks", "1")
	l.Press("Tab")
	l.WaitText("#seeds", "All come to the same")
	w.visit(t, "/s/gil/").hearsOnce()
	phone := w.learner(t)
	phone.Viewport(360, 740)
	phone.open("/s/race/")
	browser.Eval[*int](phone.Page, `(document.querySelectorAll(".lesson details").forEach(d => d.open = true), 0)`)
	phone.Click(`.lesson a[href*="seeds=100"]`)
	phone.WaitText("#seeds", "Seed 63 breaks it")
	phone.WaitFor(`(box => box.top >= document.querySelector(".run").getBoundingClientRect().bottom && box.top < innerHeight - 80)(document.querySelector("#seeds").getBoundingClientRect())`)
}

// hearsOnce moves a slider of a run that depends on the seed: a screen reader says what comes of it, and nothing besides.
func (l *learner) hearsOnce() {
	l.t.Helper()
	browser.Eval[*int](l.Page, `(window.said = [], new MutationObserver(list => list.forEach(({target}) => {
		const live = (target.closest ? target : target.parentElement).closest("output:not([aria-live=off]), [role=status]:not(#seeds, #busy), [role=alert], [aria-live=polite]");
		if (live !== null && live.checkVisibility()) said.push(live.id);
	})).observe(document.body, {subtree: true, childList: true}), 0)`)
	l.nudge("p-threads", 1)
	l.WaitFor(`said.includes("heard")`)
	equal(l.t, "said", browser.Eval[string](l.Page, `said.join()`), "heard")
}

// testCurves waits for the curve below a control, and clicks in its middle, where the slider then stands.
func testCurves(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	height := browser.Eval[float64](l.Page, `document.querySelector("#controls").getBoundingClientRect().height`)
	l.WaitFor(`document.querySelector("#c-db svg") !== null`)
	equal(t, "height of the controls with curves", browser.Eval[float64](l.Page, `document.querySelector("#controls").getBoundingClientRect().height`), height)
	l.MustBeAccessible()
	l.Click("#c-db")
	l.WaitFor(`Math.abs(document.querySelector("#p-db").value - 100) <= 2`) // of 200 stops: a pixel is more than one
	l.WaitFor(`document.querySelector("#c-db .chart-here").getAttribute("d") === "M" + document.querySelector("#p-db").value + " 0V26"`)
	l.Type("#f-cache", "1 s")
	l.Press("Tab")
	l.WaitFor(`document.querySelector("#c-db[data-stale]") === null`)
}

// testLatencies sees how long downloads took, below the timeline, not before the question is answered, and not while the run
// is played; another setting gives other percentiles, and the link has them.
func testLatencies(t *testing.T, w *world) {
	l := w.newcomer(t)
	l.open("/s/semaphore/")
	l.asks("When are all downloads done")
	equal(t, "latencies seen before the guess", l.seen(".latencies"), false)
	l.Click(`[data-action="skip-guess"]`)
	l.WaitFor(`document.querySelector("#chart .timeline + .latencies").checkVisibility()`)
	l.WaitText(".latencies", "p50 200 ms · p95 400 ms · p99 400 ms")
	l.Type("#f-permits", "1")
	l.Press("Tab")
	l.WaitText(".latencies", "p50 500 ms · p95 1 s · p99 1 s")
	l.MustBeAccessible()
	other := w.visit(t, "/s/semaphore/?permits=1&at=300ms")
	other.WaitFor(`!document.querySelector(".latencies").checkVisibility({visibilityProperty: true})`)
	other.Press("End")
	other.WaitFor(`document.querySelector(".latencies").checkVisibility({visibilityProperty: true})`)
	other.WaitText(".latencies", "p50 500 ms · p95 1 s · p99 1 s")
	equal(t, "latencies where a scenario is not about them", w.visit(t, "/s/fanout/").Count(".latencies"), 0)
}
