package scenarios

import (
	"sync/atomic"
	"time"
)

// Batch is a run of several variants, one after another, with the same parameters and seed. The page, the command and the
// tests run variants no other way: the page in slices between frames, the others to the end.
type Batch struct {
	in      *Instance
	options Options
	todo    []Variant
	run     atomic.Pointer[Run] // under way, nil between two
	stopped atomic.Bool
	summed  int // how many of the results have their summary
	results *Results
}

// Batch prepares a run of variants, in their order; with none it is all of the instance's. Nothing has run yet: call
// RunFor or Finish. Close the batch when it will not be finished.
func (in *Instance) Batch(o Options, variants ...Variant) *Batch {
	if len(variants) == 0 {
		variants = in.d.variants
	}
	return &Batch{in: in, options: o, todo: variants, results: &Results{Seed: o.Seed}}
}

// RunAll runs every variant to its end.
func (in *Instance) RunAll(o Options) *Results { return in.Batch(o).Finish() }

// Finish runs to the end and returns the results.
func (b *Batch) Finish() *Results {
	for b.begin() {
		b.end(b.run.Load().Finish())
	}
	return b.results
}

// RunFor runs for about budget of the machine's time, in which summaries are made, too, and reports whether all is done.
// Runs do not see that clock.
func (b *Batch) RunFor(budget time.Duration) (over bool) {
	end := time.Now().Add(budget)
	for b.begin() {
		run := b.run.Load()
		if !run.RunFor(time.Until(end)) {
			return false
		}
		b.end(run.Finish())
	}
	for b.summed < len(b.results.List) {
		b.results.List[b.summed].Summary()
		b.summed++ // one in every call, however small the budget
		if b.summed < len(b.results.List) && !time.Now().Before(end) {
			return false
		}
	}
	return true
}

// Results returns the results so far.
func (b *Batch) Results() *Results { return b.results }

// Stop ends the run under way soon, with engine.ErrStopped; variants that have not begun do not run. Any goroutine may
// call it, while another is in Finish.
func (b *Batch) Stop() {
	b.stopped.Store(true)
	if run := b.run.Load(); run != nil {
		run.Stop()
	}
}

// Close gives up what is not over.
func (b *Batch) Close() {
	if run := b.run.Swap(nil); run != nil {
		run.Close()
	}
	b.todo = nil
}

// begin prepares the next variant's run unless a run is under way, and reports whether there is a run.
func (b *Batch) begin() bool {
	if b.run.Load() != nil {
		return true
	}
	if len(b.todo) == 0 || b.stopped.Load() {
		return false
	}
	run := b.in.Start(b.todo[0], b.options)
	b.todo = b.todo[1:]
	b.run.Store(run)
	if b.stopped.Load() { // since the question above: Stop may have seen no run
		run.Stop()
	}
	return true
}

func (b *Batch) end(r *Result) {
	b.results.List = append(b.results.List, r)
	b.run.Store(nil)
}
