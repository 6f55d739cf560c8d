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
	// slice is how long the run may take in each later frame, in which the browser also handles events and draws.
	slice = 10 * time.Millisecond
	// patience is how long a run may take before the page says that the model runs.
	patience = 300 * time.Millisecond
)

// runner is the run under way.
type runner struct {
	began float64 // when the reader asked for it
	batch *scenarios.Batch
}

// cancel ends the run under way.
func (r *runner) cancel() {
	if r.batch != nil {
		r.batch.Close()
	}
	*r = runner{}
}

// run runs the variants with the present settings and draws them: now if the run takes no longer than firstSlice, else over
// several frames, while the last picture stays. The next change cancels the run.
func (p *Page) run() {
	p.runner.cancel()
	p.runner = runner{began: now(), batch: p.state.Batch()}
	p.clearTimer("address")
	if p.advance(firstSlice) {
		return
	}
	p.chart.SetAttribute("aria-busy", "true")
	p.setTimer("patience", patience, p.showBusy)
	p.nextSlice(p.runner.batch)
}

// nextSlice continues the run in the next frame, unless another run has begun by then.
func (p *Page) nextSlice(of *scenarios.Batch) {
	p.frame(func(time.Duration) {
		if p.runner.batch == of && !p.advance(slice) {
			p.nextSlice(of)
		}
	})
}

// advance runs the model for about a budget of time, draws a run that has ended, and reports whether it did.
func (p *Page) advance(budget time.Duration) (drawn bool) {
	if !p.runner.batch.RunFor(budget) {
		return false
	}
	p.finish()
	return true
}

// finish draws the results of the run.
func (p *Page) finish() {
	r := p.runner
	p.runner = runner{}
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
}
