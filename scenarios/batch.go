package scenarios

import (
	"strconv"
	"sync/atomic"
	"time"

	"overlap/engine/trace/summary"
)

// Batch is a run of several variants, one after another, with the same parameters and seed. The page, the command and the
// tests run variants no other way: the page in slices between frames, the others to the end.
type Batch struct {
	in         *Instance
	options    Options
	todo       []Variant
	current    atomic.Pointer[Run] // under way, nil between two variants
	stopped    atomic.Bool
	summarized int // how many of the results have their summary
	room       summary.Room
	results    *Results
	again      *second // nil: the batch makes the results
}

// second is how far a second run has come, which gives results lines.
type second struct {
	variant int // index of the result whose variant runs
	lined   int // number of its records that the run has got to
}

// Batch prepares a run of the variants given, in their order, or of all. Nothing has run yet: call RunFor or Finish, or
// CloseFor to give up.
func (in *Instance) Batch(o Options, variants ...Variant) *Batch {
	if len(variants) == 0 {
		variants = in.d.variants
	}
	return &Batch{in: in, options: o, todo: variants,
		results: &Results{Scenario: in.Scenario, Seed: o.Seed, All: in.d.variants, Measured: in.d.measured, headline: in.d.headline, guess: in.d.guess}}
}

// Lines prepares a second run of what b has run, which finds the lines that the records of b's results lack: that takes
// several times as long as the first run, and the picture needs no lines. Meanwhile the results can be used. The instance's
// parameters must still be the same. It panics when the runs differ, because a scenario must run the same way twice.
func (b *Batch) Lines() *Batch {
	lines := &Batch{in: b.in, options: b.options, results: b.results, summarized: b.summarized, again: &second{}}
	lines.options.Lines = true
	for _, r := range b.results.List {
		if r.Variant.recorded == nil { // the others have what lines they have
			lines.todo = append(lines.todo, r.Variant)
		}
	}
	return lines
}

// RunAll runs every variant to its end.
func (in *Instance) RunAll(o Options) *Results { return in.Batch(o).Finish() }

// Finish runs to the end and returns the results.
func (b *Batch) Finish() *Results {
	for b.Next() {
	}
	return b.results
}

// Next runs the next variant to its end and reports whether there was one; its result is then the last of the results.
func (b *Batch) Next() bool {
	if b.playBack() {
		return true
	}
	if !b.startNext() {
		return false
	}
	b.keep(b.current.Load().Finish())
	return true
}

// playBack adds the result of the next variant if that was recorded, as all variants of a recording are, and reports whether
// it was.
func (b *Batch) playBack() bool {
	if len(b.todo) == 0 || b.todo[0].recorded == nil {
		return false
	}
	b.results.List = append(b.results.List, playBack(b.todo[0]))
	b.todo = b.todo[1:]
	return true
}

// RunFor goes on for about budget of the machine's time and reports whether all variants have run and have their
// summaries. The runs' own clocks do not follow that time.
func (b *Batch) RunFor(budget time.Duration) (over bool) {
	end := time.Now().Add(budget)
	for b.playBack() {
	}
	for b.startNext() {
		run := b.current.Load()
		if !run.RunFor(time.Until(end)) {
			b.takeLines(run)
			return false
		}
		b.keep(run.Finish())
	}
	for b.summarized < len(b.results.List) {
		const piece = 10_000 // records: a few milliseconds in a page
		if b.results.List[b.summarized].summarize(piece, &b.room) {
			b.summarized++
		}
		if b.summarized < len(b.results.List) && !time.Now().Before(end) {
			return false // at least a piece is done, however small the budget
		}
	}
	b.room = summary.Room{}
	return true
}

// Results returns the results so far.
func (b *Batch) Results() *Results { return b.results }

// Stop ends the run under way soon, with engine.ErrStopped; variants that have not begun do not run, but for the first,
// whose result says that the batch was stopped. Any goroutine may call Stop, while another is in Finish.
func (b *Batch) Stop() {
	b.stopped.Store(true)
	if run := b.current.Load(); run != nil {
		run.Stop()
	}
}

// CloseFor drops the variants that have not begun, ends the run under way for about budget of the machine's time, and reports whether it
// is released.
func (b *Batch) CloseFor(budget time.Duration) (closed bool) {
	b.todo = nil
	if run := b.current.Load(); run != nil && !run.CloseFor(budget) {
		return false
	}
	b.current.Store(nil)
	return true
}

// startNext prepares the next variant's run unless a run is under way, and reports whether there is a run.
func (b *Batch) startNext() bool {
	if b.current.Load() != nil {
		return true
	}
	if len(b.todo) == 0 || b.stopped.Load() && len(b.results.List) > 0 {
		return false
	}
	run := b.in.Start(b.todo[0], b.options)
	b.todo = b.todo[1:]
	b.current.Store(run)
	if b.stopped.Load() { // since the check above: Stop may have come before there was a run to stop
		run.Stop()
	}
	return true
}

// keep adds the result of the run that has ended. Of a second run it keeps the lines, and the report, which names lines, too.
func (b *Batch) keep(r *Result) {
	if b.again == nil {
		b.results.List = append(b.results.List, r)
	} else {
		b.takeLines(b.current.Load())
		b.results.List[b.again.variant].Report = r.Report
		b.again.variant++
		b.again.lined = 0
	}
	b.current.Store(nil)
}

// takeLines gives the result of a variant that runs again the lines found so far.
func (b *Batch) takeLines(run *Run) {
	if b.again == nil {
		return
	}
	of, ok := b.results.List[b.again.variant], false
	if b.again.lined, ok = of.Trace.TakeLines(b.again.lined, run.loop.Trace()); !ok {
		panic("scenarios: " + b.in.Scenario.ID + " " + of.Variant.Name + " ran in another way the second time, from record " + strconv.Itoa(b.again.lined) + " on")
	}
}

// Series is many batches, one after another, of which only what their results add up to is kept: runs with other seeds, or
// over the values of a parameter.
type Series struct {
	next func() *Batch
	take func(*Results)
	now  *Batch
}

// NewSeries prepares a series. next returns each batch, not begun, and nil after the last; take receives the results of each.
func NewSeries(next func() *Batch, take func(*Results)) *Series {
	return &Series{next: next, take: take, now: next()}
}

// RunFor goes on for about budget of the machine's time and reports whether all batches have run.
func (s *Series) RunFor(budget time.Duration) (over bool) {
	end := time.Now().Add(budget)
	for s.now != nil {
		if !s.now.RunFor(time.Until(end)) {
			return false
		}
		rs := s.now.Results()
		s.now = nil
		s.take(rs)
		s.now = s.next()
		if s.now != nil && !time.Now().Before(end) {
			return false
		}
	}
	return true
}

// CloseFor drops the batches that have not begun, ends the one under way for about budget of the machine's time, and reports whether it is
// released.
func (s *Series) CloseFor(budget time.Duration) (closed bool) {
	if s.now != nil && !s.now.CloseFor(budget) {
		return false
	}
	s.now = nil
	return true
}
