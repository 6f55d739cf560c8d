//go:build js && wasm

package page

import (
	"time"

	"overlap/scenarios"
	"overlap/site/view"
)

// answer is a run, and then its picture, which are made in slices.
type answer struct {
	page    *Page
	batch   *scenarios.Batch
	drawing *view.Drawing // nil while the run goes on
	drawn   int           // how many pictures there had been when the drawing began
	began   float64
	long    bool // the first slice was too short
	ended   int  // how many variants have ended, after which garbage was collected
}

// RunFor goes on for about a budget of time, and reports whether the picture is complete. Each call does a piece at least.
func (a *answer) RunFor(budget time.Duration) (over bool) {
	end := time.Now().Add(budget)
	a.page.garbage.limit()
	if a.drawing == nil {
		over := a.batch.RunFor(budget)
		a.collect(over)
		if !over {
			return false
		}
		measure("overlap:run", a.began)
		a.begin()
		if !time.Now().Before(end) {
			return false
		}
	}
	for !a.drawing.Add() {
		if !time.Now().Before(end) {
			return false
		}
	}
	return true
}

// collect collects garbage when a long variant has ended, and when all have their summaries. A variant's tasks and connections are gone
// at its end, so that little is left to be marked; later that would be the stacks of the next variant's tasks, or all that the picture is
// made of, in one task of the browser.
func (a *answer) collect(over bool) {
	list := a.batch.Results().List
	if n := len(list); n > 0 && (over || n > a.ended) && isLong(list[n-1]) {
		a.page.garbage.collect()
	}
	a.ended = len(list)
}

func (a *answer) begin() {
	a.drawing, a.drawn = a.page.newDrawing(a.batch.Results()), a.page.picture.drawn
}

// picture returns the complete picture. It is made anew when another was drawn meanwhile: the window, the width or the pinned run
// may have changed.
func (a *answer) picture() *view.Drawing {
	if a.drawn != a.page.picture.drawn {
		a.begin()
		for !a.drawing.Add() {
		}
	}
	return a.drawing
}

// CloseFor ends the run.
func (a *answer) CloseFor(budget time.Duration) (closed bool) { return a.batch.CloseFor(budget) }
