//go:build js && wasm

package page

import (
	"time"

	"overlap/scenarios"
	"overlap/site/view"
)

const (
	// firstSlice is how long a run may take while the reader's change is being handled: what fits is drawn at once.
	// It is longer than a frame, because on a slow machine an answer a frame late is better than one two frames late.
	firstSlice = 20 * time.Millisecond
	// slice is how long it may take in each frame after that; the rest of the frame is the reader's.
	slice = 10 * time.Millisecond
	// patience is how long a run may take before the page says that it is at work.
	patience = 300 * time.Millisecond
)

// runner is the run of the model that is under way.
type runner struct {
	began float64 // when the reader asked for it
	batch *scenarios.Batch
}

// cancel gives up what is under way.
func (r *runner) cancel() {
	if r.batch != nil {
		r.batch.Close()
	}
	*r = runner{}
}

// run runs the variants with the present settings and shows them: at once if it takes no longer than a frame,
// else over some frames, while the last picture stays. The next change cancels it.
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

// nextSlice goes on in the next frame, unless another run has begun by then.
func (p *Page) nextSlice(of *scenarios.Batch) {
	p.frame(func(time.Duration) {
		if p.runner.batch == of && !p.advance(slice) {
			p.nextSlice(of)
		}
	})
}

// advance works for about a budget of time and reports whether the picture has been drawn.
func (p *Page) advance(budget time.Duration) (drawn bool) {
	if !p.runner.batch.RunFor(budget) {
		return false
	}
	p.finish()
	return true
}

// finish shows what the runner found.
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
