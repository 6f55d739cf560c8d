package journey

import "testing"

// testIllustrations goes from home to the page of pictures, and from two of them to where they are alive.
func testIllustrations(t *testing.T, w *world) {
	l := w.learner(t)
	l.Open(w.site + "/")
	l.Click(`a[href="pictures/"]`)
	l.WaitFor(`location.pathname === "/pictures/" && document.querySelector(".pictures") !== null`)
	l.accessible()
	l.Viewport(320, 640)
	l.fits("/pictures/")
	l.Viewport(1280, 800)
	l.Click(`a[href="../s/fanout/?variant=sequential&tab=sequence"]`)
	l.WaitFor(ready)
	l.WaitFor(`document.querySelector("#sequence svg").checkVisibility()`)
	l.Open(w.site + "/pictures/")
	l.Click(`a[href^="../s/breaker/"]`)
	l.WaitFor(ready)
	l.WaitFor(`[...document.querySelectorAll("#chart .chart-label")].some(e => e.textContent === "open")`)
}
