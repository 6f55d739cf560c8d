//go:build js && wasm

package page

import (
	"strconv"
	"time"

	"overlap/site/view"
)

// While the playhead is within a run, the page shows nothing of its end: totals count, and marks, the ends of tasks and
// what variants returned appear when they are there.

// moment is an element of the chart that is shown from an instant on.
type moment struct {
	shown element
	from  time.Duration
	when  string // its attribute data-when: "later", "now" for a while after the instant, or ""
}

// moments returns the chart's moments. They are looked up when the playhead first enters the run.
func (p *Page) moments() []moment {
	pic := &p.picture
	if pic.moments == nil {
		for _, e := range elements(p.chart.Value, "[data-from]") {
			from, _ := strconv.ParseInt(e.GetAttribute("data-from"), 10, 64)
			pic.moments = append(pic.moments, moment{shown: e, from: time.Duration(from)})
		}
	}
	return pic.moments
}

// showMoments shows the moments that have come by an instant. One that has just come, when the playhead moves on, is marked
// for about a tenth of the run, in which the style lets it flash.
func (p *Page) showMoments(at time.Duration) {
	if at == view.End && p.picture.moments == nil {
		return // nothing was hidden
	}
	list := p.moments()
	for i := range list {
		m := &list[i]
		when := ""
		switch {
		case at == view.End:
		case m.from > at:
			when = "later"
		case m.when != "" && at-m.from < p.player.Length/10:
			when = "now"
		}
		if when != m.when {
			m.when = when
			setOrRemove(m.shown, "data-when", when)
		}
	}
}

// showScoreSoFar shows the totals so far, and the headline at the end only.
func (p *Page) showScoreSoFar(at time.Duration) {
	pic := &p.picture
	if at == view.End && pic.totals == nil && !p.score.HasAttribute("data-open") { // another run may have come while this one was open
		return
	}
	if pic.totals == nil {
		pic.totals = elements(p.score.Value, ".score > :not(.absent) dt + dd")
	}
	for i, total := range pic.totals {
		setOrRemove(total, "data-so-far", view.SoFar(pic.results.List[i], at))
	}
	open := "yes"
	if at == view.End {
		open = ""
	}
	setOrRemove(p.score, "data-open", open)
	setOrRemove(p.chart, "data-open", open)
}
