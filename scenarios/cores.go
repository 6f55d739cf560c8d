//go:build !js

package scenarios

import (
	"context"
	"runtime"
	"sync"
)

// Check runs the instance n times, with the seeds from o.Seed on, and checks every claim in each run. It calls each, unless
// that is nil, with the results of each run. When ctx ends, the tallies are of fewer runs.
func (in *Instance) Check(ctx context.Context, o Options, n int, each func(*Results)) []ClaimTally {
	t := in.NewTally()
	take := func(rs *Results) {
		t.Add(rs)
		if each != nil {
			each(rs)
		}
	}
	if n == 1 && ctx.Err() == nil {
		take(in.RunAll(o)) // a single run is over sooner than a copy for another core is made
	} else {
		in.RunSeeds(ctx, o, n, take)
	}
	return t.Claims
}

// RunSeeds runs every variant with n seeds, from o.Seed on, and calls take with the results in the order of the seeds. When ctx
// ends, take gets no more of them.
func (in *Instance) RunSeeds(ctx context.Context, o Options, n int, take func(*Results)) {
	start := func(in *Instance, i int) *Batch {
		run := o
		run.Seed += uint64(i)
		return in.Batch(run)
	}
	in.RunMany(ctx, n, start, func(rs *Results) bool {
		take(rs)
		return true
	})
}

// RunMany runs n batches on as many cores as there are. start returns batch i, of the instance that it is given, which is a copy
// of in that nothing else uses meanwhile. take is called in the order of the batches, as on one core, and by the goroutine
// that called RunMany. When it returns false or ctx ends, the batches under way are dropped and no others begin.
func (in *Instance) RunMany(ctx context.Context, n int, start func(in *Instance, i int) *Batch, take func(*Results) (more bool)) {
	ctx, cancel := context.WithCancel(ctx)
	var all sync.WaitGroup
	defer all.Wait()
	defer cancel()
	workers := min(runtime.GOMAXPROCS(0), n)
	todo := make(chan job)
	order := make(chan job, 2*workers) // its length bounds the results that wait for an earlier one
	all.Go(func() {
		defer close(order)
		defer close(todo)
		for i := range n {
			j := job{i, make(chan *Results, 1)}
			if !send(ctx, order, j) || !send(ctx, todo, j) {
				return
			}
		}
	})
	for range workers {
		all.Go(func() {
			copied := in.copy()
			for j := range todo {
				j.done <- finish(ctx, start(copied, j.index))
			}
		})
	}
	for j := range order {
		select {
		case rs := <-j.done:
			if rs == nil || !take(rs) {
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

// job is a batch that a worker of RunMany runs.
type job struct {
	index int
	done  chan *Results // receives the results, or nil when the batch was dropped
}

// send sends a job unless ctx ends before.
func send(ctx context.Context, to chan<- job, j job) bool {
	select {
	case to <- j:
		return true
	case <-ctx.Done():
		return false
	}
}

// finish runs a batch to its end; it returns nil when ctx ends before.
func finish(ctx context.Context, b *Batch) *Results {
	stop := context.AfterFunc(ctx, b.Stop)
	rs := b.Finish()
	if !stop() {
		return nil
	}
	return rs
}

// copy returns the scenario with the same settings, which shares no variables with in.
func (in *Instance) copy() *Instance {
	c := in.Scenario.New()
	c.Restore(in.Query())
	return c
}
