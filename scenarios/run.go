package scenarios

import (
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/memory"
	"overlap/engine/trace"
)

// Options say where and how a run happens. The zero value is the model: virtual clock, memory network,
// seed 0, no costs.
type Options struct {
	Seed    uint64
	Clock   func() engine.Clock                // nil: a virtual one
	Network func(*engine.Loop) network.Network // nil: memory
	Costs   engine.Costs
	Limits  engine.Limits
	Lines   bool // record the source line of every suspension point
}

// Run is one variant under way.
type Run struct {
	variant Variant
	loop    *engine.Loop
	began   time.Duration
	value   string
	result  *Result
}

// Start prepares a run of one of the instance's variants. Nothing has run yet: call RunFor or Finish.
// Close the run when it will not be finished.
func (in *Instance) Start(v Variant, o Options) *Run {
	c := engine.Config{Seed: o.Seed, Costs: o.Costs, Limits: o.Limits}
	if o.Clock != nil {
		c.Clock = o.Clock()
	}
	if o.Lines {
		c.Source = in.Scenario.ID + "/" + in.Scenario.ID + ".go"
	}
	r := &Run{variant: v, loop: engine.NewLoop(c)}
	engine.Attach(r.loop, in.network(r.loop, o))
	var services *engine.Task
	if len(in.d.services) > 0 {
		services = r.loop.Go("services", func(t *engine.Task) error {
			t.Daemon()
			return in.Listen(t)
		})
	}
	r.loop.Main("main", func(t *engine.Task) error { return r.main(t, services) })
	return r
}

// main runs the variant when the services stand, which in the model they do by then.
func (r *Run) main(t, services *engine.Task) (err error) {
	if services != nil {
		if err := t.Await(services); err != nil {
			return err
		}
	}
	r.began = t.Now()
	r.value, err = r.variant.Main(t)
	return err
}

func (in *Instance) network(l *engine.Loop, o Options) network.Network {
	if o.Network != nil {
		return o.Network(l)
	}
	return memory.New(l, memory.Options{})
}

// Listen starts the instance's services.
func (in *Instance) Listen(t *engine.Task) error {
	backlog := 0
	if in.d.backlog != nil {
		backlog = *in.d.backlog
	}
	for _, s := range in.d.services {
		if _, err := network.Serve(t, s.At, backlog, s.Handle); err != nil {
			return err
		}
	}
	return nil
}

// RunFor runs for about budget of the machine's time and reports whether the run is over.
func (r *Run) RunFor(budget time.Duration) (over bool) {
	if r.result == nil && r.loop.RunFor(budget) {
		r.result = r.finish()
		r.loop.Close()
	}
	return r.result != nil
}

// Trace returns what has happened so far.
func (r *Run) Trace() *trace.Trace { return r.loop.Trace() }

// Finish runs to the end and returns the result.
func (r *Run) Finish() *Result {
	for !r.RunFor(time.Hour) {
	}
	return r.result
}

// Stop ends the run soon, with engine.ErrStopped. Any goroutine may call it, while another is in Finish.
func (r *Run) Stop() { r.loop.Post(r.loop.Stop) }

// Close gives up a run that is not over.
func (r *Run) Close() { r.loop.Close() }

func (r *Run) finish() *Result {
	report := r.loop.Report()
	return &Result{Variant: r.variant, Total: report.Ended - r.began, Began: r.began, Value: r.value, Err: r.loop.Err(),
		Trace: r.loop.Trace(), Report: report}
}

// Result is one variant's run.
type Result struct {
	Variant Variant
	Total   time.Duration // from the start of the variant to its end, or its failure; services stood before
	Began   time.Duration // the instant the variant started, 0 in the model
	Value   string        // what the variant returned
	Err     error
	Trace   *trace.Trace
	Report  engine.Report
	summary *trace.Summary
}

// Summary returns what the trace adds up to.
func (r *Result) Summary() *trace.Summary {
	if r.summary == nil {
		r.summary = trace.Summarise(r.Trace)
	}
	return r.summary
}

// Results are one run of every variant with the same parameters and seed.
type Results struct {
	Seed uint64
	List []*Result // in page order
}

// RunAll runs every variant to its end.
func (in *Instance) RunAll(o Options) *Results {
	rs := &Results{Seed: o.Seed}
	for _, v := range in.d.variants {
		rs.List = append(rs.List, in.Start(v, o).Finish())
	}
	return rs
}

// Of returns the result of the variant of that name. Claims name their own scenario's variants, so one
// that does not exist is a mistake in the scenario.
func (rs *Results) Of(name string) *Result {
	for _, r := range rs.List {
		if r.Variant.Name == name {
			return r
		}
	}
	panic("scenarios: no variant " + name)
}

// Speedup returns how many times faster the last variant was than the first, 0 when either took no time
// or failed.
func (rs *Results) Speedup() float64 {
	if len(rs.List) == 0 {
		return 0
	}
	first, last := rs.List[0], rs.List[len(rs.List)-1]
	if first.Err != nil || last.Err != nil || first.Total <= 0 || last.Total <= 0 {
		return 0
	}
	return float64(first.Total) / float64(last.Total)
}

// Held is how a claim fared over several runs.
type Held struct {
	Claim Claim
	Held  int
	Of    int
	First error // what the first run that did not satisfy it said
}

// OK reports whether the claim stands, given its quantifier.
func (h Held) OK() bool {
	if h.Claim.Quantifier == Sometimes {
		return h.Held > 0
	}
	return h.Held == h.Of
}

// Check runs the instance with the seeds from first to first+n-1 and checks every claim in each.
func (in *Instance) Check(o Options, n int) []Held {
	held := make([]Held, len(in.d.claims))
	for i := range n {
		run := o
		run.Seed += uint64(i)
		rs := in.RunAll(run)
		for j, c := range in.d.claims {
			held[j].Claim = c
			held[j].Of++
			if err := c.Check(rs); err == nil {
				held[j].Held++
			} else if held[j].First == nil {
				held[j].First = err
			}
		}
	}
	return held
}

// Took returns nil when the variant ended well after exactly want, else an error that says what happened.
func (r *Result) Took(want time.Duration) error {
	if r.Err != nil {
		return r.Err
	}
	if r.Total != want {
		return &TotalError{r.Variant.Name, r.Total, want}
	}
	return nil
}

// TotalError is a variant that took another time than was claimed.
type TotalError struct {
	Variant   string
	Got, Want time.Duration
}

func (e *TotalError) Error() string {
	return "scenarios: " + e.Variant + " took " + e.Got.String() + ", not " + e.Want.String()
}
