//go:build js && wasm

package page

import (
	"time"

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

// work is a run that is made in slices, or several, one after another.
type work interface {
	RunFor(time.Duration) (over bool)
	CloseFor(time.Duration) (closed bool)
}

// runner is the work under way.
type runner struct {
	work work
	done func() // what follows
}

// cancel gives up the work under way. The stacks of its tasks are released soon, a slice at a time: a reader's change does not wait for ten
// thousand.
func (p *Page) cancel() {
	if p.runner.work == nil {
		return
	}
	p.leaving = append(p.leaving, p.runner.work)
	p.runner = runner{}
	if len(p.leaving) == 1 {
		p.releaseLater()
	}
}

func (p *Page) releaseLater() {
	p.queueTask(func() {
		if !p.release(slice) {
			p.releaseLater()
		}
	})
}

// release releases what was given up, for about a budget of time, and reports whether all is.
func (p *Page) release(budget time.Duration) (all bool) {
	if len(p.leaving) == 0 {
		return true
	}
	end := time.Now().Add(budget)
	for len(p.leaving) > 0 {
		w := p.leaving[0]
		p.leaving = p.leaving[1:] // and stays away if this panics
		if !w.CloseFor(time.Until(end)) {
			p.leaving = append([]work{w}, p.leaving...)
			return false
		}
	}
	if !p.answers() {
		p.garbage.goOn()
	}
	return true
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
	p.cancel()
	p.forgetReal()
	a := &answer{page: p, batch: p.state.Batch(), began: now()}
	p.runner = runner{a, func() { p.finish(a) }}
	p.clearTimer("address")
	p.clearTimer("lines")
	p.forgetLong()
	p.garbage.leave(mostUncollected)
	if p.advance(firstSlice) {
		return
	}
	a.long = true
	p.garbage.leave(mostUncollectedLong)
	p.chart.SetAttribute("aria-busy", "true")
	p.setTimer("patience", patience, func() { p.showBusy(a.batch) })
	p.nextSlice(a, slice)
}

// answers reports whether the picture of the reader's change is still to come.
func (p *Page) answers() bool {
	_, answers := p.runner.work.(*answer)
	return answers
}

// nextSlice continues the work in a task of its own, unless other work has begun by then. What was given up is released before, so that a
// page has no more than one long run at a time.
func (p *Page) nextSlice(of work, budget time.Duration) {
	p.queueTask(func() {
		if p.runner.work == of && !(p.release(budget) && p.advance(budget)) {
			p.nextSlice(of, budget)
		}
	})
}

// advance goes on with the work for about a budget of time, does what follows when it has ended, and reports whether it has.
func (p *Page) advance(budget time.Duration) (ended bool) {
	if !p.runner.work.RunFor(budget) {
		return false
	}
	done := p.runner.done
	p.runner = runner{}
	done()
	return true
}

// finish shows a run and its picture, and then what stands beside: after a long run in a task of its own, which the next change may
// forestall.
func (p *Page) finish(a *answer) {
	p.hideBusy()
	p.picture.batch, p.picture.state, p.picture.settings = a.batch, p.state, p.state.Settings()
	p.draw(a.batch.Results(), a.picture())
	measure("overlap:draw", a.began)
	beside := func() {
		p.drawBeside()
		p.writeAddressSoon()
		if !isReady() && !p.embedded && !view.IsCode(p.state.Tab) {
			revealPanel() // the link that was followed is to what the tab shows
		}
		markReady()
		p.tellResults()
		p.runLater()
	}
	if !a.long {
		beside()
		p.queueTask(p.clearGarbage)
		return
	}
	p.start(shown{a}, func() {
		beside()
		p.clearGarbage()
	})
}

// shown is a run whose picture is shown. As work under way it keeps curves that come into view from beginning before what stands
// beside the picture is there.
type shown struct{ *answer }

func (shown) RunFor(time.Duration) (over bool) { return true }

func (shown) CloseFor(time.Duration) (closed bool) { return true }

// What follows a picture are the runs that it can do without, one after another: the run for real; the pinned run, which the
// address may have named; when the reader pauses, the same run once more for its lines; the runs with other seeds; those over the
// ranges of parameters. The next change cancels them.

// runLater runs for real if that is wanted, makes the pinned run unless its outcome is known, and then the run for the lines unless
// they are.
func (p *Page) runLater() {
	if p.toMeasure() {
		p.measureSoon()
		return
	}
	if p.state.Real != "" && !p.real.wanted {
		p.ShowMeasured(view.Unmeasured(), "")
	}
	if pinned := p.state.PinnedBatch(p.pinned); pinned != nil {
		p.start(pinned, func() {
			p.keepPinned(pinned.Results())
			p.runLater()
		})
		return
	}
	if p.picture.lined {
		p.runSeeds()
		return
	}
	p.setTimer("lines", pause, func() { p.start(p.picture.batch.Lines(), p.showLines) })
}

// beginAsked makes the runs that the reader has just asked for, other seeds or the large curve, before those that nobody waits for,
// such as the curves below controls. They come by themselves after a run that is under way, and after the run for its lines.
func (p *Page) beginAsked() {
	switch p.runner.work.(type) {
	case *answer, shown:
		return
	}
	if p.picture.lined {
		p.cancel()
		p.runLater()
	}
}

// start begins work that nobody waits for. It replaces other such work: a curve may have come into view meanwhile.
func (p *Page) start(w work, done func()) {
	p.cancel()
	p.runner = runner{w, done}
	p.nextSlice(w, laterSlice)
}

// showLines shows the lines that a second run has found, where lines are shown.
func (p *Page) showLines() {
	p.code.pointed = 0 // the pointer's next movement outlines what has a line now
	p.fillPanel()
	p.showTip()
	p.showFollowed()
	p.picture.lined = true
	if then := p.picture.whenLined; then != nil {
		then()
	}
	p.runSeeds()
}
