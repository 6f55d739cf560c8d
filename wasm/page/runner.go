//go:build js && wasm

package page

import (
	"time"

	"overlap/scenarios"
	"overlap/site/view"
)

const (
	// firstSlice is how long a run may take in the handler of the reader's change, which then draws it. It is longer than
	// a frame, because on a slow machine an answer that is one frame late is better than one that is two frames late.
	firstSlice = 20 * time.Millisecond
	// slice is how long the run may take in each later task: in between the browser handles events and draws.
	slice = 20 * time.Millisecond
	// laterSlice is the same for runs that nobody waits for.
	laterSlice = 8 * time.Millisecond
	// patience is how long a run may take before the page says that the model runs.
	patience = 300 * time.Millisecond
	// pause is how long a picture stands before its run is made once more for the lines: while a slider moves, nobody reads code.
	pause = 100 * time.Millisecond
)

// runner is the run under way.
type runner struct {
	began float64 // when the reader asked for it
	batch *scenarios.Batch
	done  func(runner) // what follows the run
}

// cancel ends the run under way.
func (r *runner) cancel() {
	if r.batch != nil {
		r.batch.Close()
	}
	*r = runner{}
}

// runAgain runs the variants with settings that the reader has just changed.
func (p *Page) runAgain() {
	p.closeGuess()
	p.clearStatus()
	p.run()
}

// run runs the variants with the present settings and draws them: now if the run takes no longer than firstSlice, else in
// several tasks, while the last picture stays. The next change cancels the run.
func (p *Page) run() {
	p.runner.cancel()
	p.runner = runner{began: now(), batch: p.state.Batch(), done: p.finish}
	p.clearTimer("address")
	p.clearTimer("lines")
	if p.advance(firstSlice) {
		return
	}
	p.chart.SetAttribute("aria-busy", "true")
	p.setTimer("patience", patience, p.showBusy)
	p.nextSlice(p.runner.batch, slice)
}

// nextSlice continues the run in a task of its own, unless another run has begun by then.
func (p *Page) nextSlice(of *scenarios.Batch, budget time.Duration) {
	p.queueTask(func() {
		if p.runner.batch == of && !p.advance(budget) {
			p.nextSlice(of, budget)
		}
	})
}

// advance runs the model for about a budget of time, does what follows a run that has ended, and reports whether it has.
func (p *Page) advance(budget time.Duration) (ended bool) {
	if !p.runner.batch.RunFor(budget) {
		return false
	}
	r := p.runner
	p.runner = runner{}
	r.done(r)
	return true
}

// finish draws the results of the run.
func (p *Page) finish(r runner) {
	measure("overlap:run", r.began)
	p.clearTimer("patience")
	if p.statusHTML == view.Message(busy) {
		p.clearStatus()
	}
	p.chart.RemoveAttribute("aria-busy")
	p.draw(r.batch.Results())
	measure("overlap:draw", r.began)
	p.writeAddressSoon()
	markReady()
	p.runLater(r.batch)
}

// runLater makes, one after another, the runs that the picture of a batch can do without: the pinned run, which the address may
// have named, and, when the reader pauses, the batch once more for its lines.
func (p *Page) runLater(of *scenarios.Batch) {
	if pinned := p.state.PinnedBatch(p.pinned); pinned != nil {
		p.start(runner{batch: pinned, done: func(r runner) {
			p.keepPinned(r.batch.Results())
			p.runLater(of)
		}})
		return
	}
	p.setTimer("lines", pause, func() { p.start(runner{batch: of.Lines(), done: p.showLines}) })
}

// start begins a run that nobody waits for.
func (p *Page) start(r runner) {
	p.runner = r
	p.nextSlice(r.batch, laterSlice)
}

// showLines shows the lines that a second run has found, where lines are shown.
func (p *Page) showLines(runner) {
	p.code.pointed = 0 // the pointer's next movement outlines what has a line now
	p.fillPanel()
	p.showTip()
	p.showFollowed()
}
