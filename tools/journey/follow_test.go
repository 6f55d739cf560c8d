package journey

import (
	"strconv"
	"strings"
	"testing"

	"overlap/chart/svg"
	"overlap/site/view"
	"overlap/tools/browser"
)

// layoutOf returns the layout of the picture that a learner sees.
func (l *learner) layoutOf(m *model) *svg.Layout {
	l.t.Helper()
	return view.Layout(m.results, view.Picture{}, view.Fitting(browser.Eval[int](l.Page, `Math.floor(document.querySelector("#chart").getBoundingClientRect().width)`)))
}

// clickBar clicks on the middle of a bar.
func (l *learner) clickBar(layout *svg.Layout, spot svg.Spot) svg.Hit {
	l.t.Helper()
	hit, ok := layout.HitAt(&spot)
	if !ok {
		l.t.Fatalf("no bar is at %+v", spot)
	}
	l.ClickAt("#chart .timeline svg", (hit.Box.Left+hit.Box.Right)/2/layout.Width, (hit.Box.Top+hit.Box.Bottom)/2/layout.Height)
	return hit
}

// showsFollowed waits until the panel about the followed task shows the model's, or is not there.
func (l *learner) showsFollowed(m *model, ref view.TaskRef) {
	l.t.Helper()
	l.WaitFor(`document.querySelector("#followed").checkVisibility() === ` + strconv.FormatBool(ref.Task != 0))
	if ref.Task != 0 {
		l.insideIs("#followed", view.Followed(m.results, l.layoutOf(m), ref))
		l.WaitFor(`document.querySelector(".chart-fade") !== null`)
	}
}

// testFollow follows tasks by the pointer, from task to task, by a link and back.
func testFollow(t *testing.T, w *world) {
	l := w.visit(t, "/s/race/?variants=lock")
	m := modelOf(t, "race", "variants=lock")
	hit := l.clickBar(l.layoutOf(m), svg.Spot{Row: 2})
	third := view.RefOf(m.results, 0, hit.Task)
	second := view.TaskRef{Variant: third.Variant, Task: third.Task - 1}
	l.showsFollowed(m, third)
	l.addressHas("follow=" + third.String() + "&variants=lock")
	l.Click(`.waits [data-action="follow"]`) // who woke it
	l.showsFollowed(m, second)
	l.Click(`#followed .actions [data-action="follow"]:last-child`) // the one after
	l.showsFollowed(m, third)
	l.Click(`.waits [data-action="go"]`)
	l.addressHas("at=0s&follow=" + third.String() + "&variants=lock")
	l.Press("End")
	browser.Eval[*int](l.Page, `(history.back(), 0)`)
	l.showsFollowed(m, second)
	link := l.URL()
	l.blur()
	l.Press("Escape")
	l.showsFollowed(m, view.TaskRef{})
	l.Open(link)
	l.WaitFor(ready)
	l.showsFollowed(m, second)
	l.accessible()
	l.Viewport(360, 740)
	l.accessible()
	l.WaitFor(`innerHeight - document.querySelector("#followed").getBoundingClientRect().bottom < 1`) // below the chart
	l.Click(`[data-action="unfollow"]`)
	l.showsFollowed(m, view.TaskRef{})
	layout := l.layoutOf(m)
	hit, _ = layout.HitAt(&svg.Spot{Row: 2})
	x, y := (hit.Box.Left+hit.Box.Right)/2/layout.Width, (hit.Box.Top+hit.Box.Bottom)/2/layout.Height
	l.Swipe("#chart .timeline svg", x, y, x, y)
	l.showsFollowed(m, third)
	equal(t, "a tooltip is over the panel", l.seen("#tip"), false)
}

// testBarsByKeyboard walks through the bars with the arrow keys, each of which is said, and follows one with Enter.
func testBarsByKeyboard(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	m := modelOf(t, "fanout", "")
	focus := func() { browser.Eval[*int](l.Page, `(document.querySelector("#timeline").focus(), 0)`) }
	focus()
	layout, spot := l.layoutOf(m), svg.Spot{}
	l.Press("ArrowDown")
	l.insideIs("#heard", view.Said(m.results, layout, &spot))
	for _, key := range []string{"ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft"} {
		l.Press(key)
		spot = layout.Move(spot, key)
		l.insideIs("#heard", view.Said(m.results, layout, &spot))
		equal(t, "a frame around the bar", l.Count("#chart .chart-spot"), 1)
	}
	equal(t, "the playhead stays", l.place(), view.Longest(m.results))
	hit, _ := layout.HitAt(&spot)
	l.Press("Enter")
	l.showsFollowed(m, view.RefOf(m.results, hit.Panel, hit.Task))
	equal(t, "focus", browser.Eval[string](l.Page, `document.activeElement.id`), "followed")
	l.Press("Escape")
	equal(t, "focus after Escape", browser.Eval[string](l.Page, `document.activeElement.id`), "timeline")
	l.blur()
	l.WaitFor(`!document.querySelector("#chart .chart-spot").checkVisibility()`)
	l.Press("ArrowLeft") // the playhead's again
	l.WaitFor(`+document.querySelector("#scrub").value < ` + strconv.FormatInt(int64(view.Longest(m.results)), 10))
}

// testOverlays shows who woke whom and the critical path, in the picture and in words, and finds both again after a reload.
func testOverlays(t *testing.T, w *world) {
	l := w.visit(t, "/s/race/?variants=lock")
	m := modelOf(t, "race", "variants=lock")
	equal(t, "arrows are offered where none would be drawn", w.visit(t, "/s/ports/").Count("#wakes:not([hidden])"), 0)
	equal(t, "arrows at first", l.Count("#chart .chart-wake")+l.Count("#chart .chart-critical"), 0)
	l.Click(`[data-action="wakes"]`)
	l.addressHas("wakes=on&variants=lock")
	equal(t, "arrows", strings.Count(l.Attr("#chart .chart-wake", "d"), "z"), 9)
	l.Click(`[data-action="critical"]`)
	l.addressHas("wakes=on&critical=on&variants=lock")
	l.insideIs("#critical", view.Critical(m.results, view.CriticalPaths(m.results), false))
	l.Reload()
	l.WaitFor(ready)
	equal(t, "arrows after a reload", strings.Count(l.Attr("#chart .chart-wake", "d"), "z"), 9)
	equal(t, "critical paths after a reload", l.Count("#chart .chart-critical"), 1)
	equal(t, "pressed", l.Attr(`[data-action="wakes"]`, "aria-pressed")+l.Attr(`[data-action="critical"]`, "aria-pressed"), "truetrue")
	l.accessible()
	l.Click(`[data-action="wakes"]`)
	l.Click(`[data-action="critical"]`)
	equal(t, "arrows switched off", l.Count("#chart .chart-wake")+l.Count("#chart .chart-critical"), 0)
	equal(t, "in words", l.Text("#critical"), "")
	browser.Eval[*int](l.Page, `(history.back(), 0)`)
	l.WaitFor(`document.querySelector("#chart .chart-critical") !== null`)
}

// testScrubChart moves the playhead on the picture: by a drag along the axis, and by a click into an empty place.
func testScrubChart(t *testing.T, w *world) {
	l := w.visit(t, "/s/fanout/")
	m := modelOf(t, "fanout", "")
	layout := l.layoutOf(m)
	y := (layout.Plot.Bottom + 10) / layout.Height
	from, to := layout.Plot.Left/layout.Width, (layout.Plot.Left+layout.Plot.Right)/2/layout.Width
	l.DragAt("#chart .timeline svg", from, y, to, y)
	half := layout.InstantAt(0, (layout.Plot.Left+layout.Plot.Right)/2)
	if at := l.place(); (at - half).Abs() > half/20 {
		t.Errorf("dragged to the middle of the axis, the playhead is at %v, want about %v", at, half)
	}
	l.ClickAt("#chart .timeline svg", 0.75*to/0.5*0.5, (layout.Plot.Bottom-3)/layout.Height) // the last row of the faster variant is empty there
	want := layout.InstantAt(0, 0.75*to/0.5*0.5*layout.Width)
	if at := l.place(); (at - want).Abs() > half/20 {
		t.Errorf("a click into an empty place led to %v, want about %v", at, want)
	}
	equal(t, "nothing is followed", l.Count("#followed:not([hidden])"), 0)
}
