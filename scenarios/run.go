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
	// Foreign are the names of services that other programs serve: variants do not stop them, in the model neither.
	Foreign []string
	// Databases answer in place of rows that services have of their own, by the services' names. They need a real clock.
	Databases map[string]Database
	Lines     bool // record the source line of every suspension point
	// Watch is called now and then while a run goes on, between two of its steps and before work that holds it up, with its trace
	// so far and the present instant. It must be quick.
	Watch func(v Variant, tr *trace.Trace, now time.Duration)
}

// watchEvery is how often a run calls Options.Watch: as often as a reader sees a picture change without flicker.
const watchEvery = 100 * time.Millisecond

// watched is a clock that shows a run before the run spends time, which ends no step.
type watched struct {
	engine.Clock
	watch func(now time.Duration)
	next  time.Duration // when to call watch again
}

// watchedClock returns a clock that calls watch, as often as a run does between its steps; nil for a virtual clock, on which
// nothing takes time.
func watchedClock(c engine.Clock, watch func(now time.Duration)) engine.Clock {
	if c == nil {
		return nil
	}
	return &watched{Clock: c, watch: watch}
}

func (c *watched) Spend(d time.Duration) {
	if now := c.Now(); now >= c.next {
		c.next = now + watchEvery
		c.watch(now)
	}
	c.Clock.Spend(d)
}

// Run is one variant under way.
type Run struct {
	variant Variant
	watch   func(now time.Duration) // nil for nobody
	in      *Instance
	stage   int // how many of the changes of parameters the run has passed
	loop    *engine.Loop
	began   time.Duration
	value   string
	result  *Result
}

// Start prepares a run of one of the instance's variants. Nothing has run yet: call RunFor or Finish.
// End it with CloseFor when it will not be finished.
func (in *Instance) Start(v Variant, o Options) *Run {
	defer in.atStage(0)()
	c := engine.Config{Seed: o.Seed, Costs: in.costs(v, o), Limits: o.Limits, Grace: in.d.grace()}
	if o.Clock != nil {
		c.Clock = o.Clock()
	}
	if o.Lines {
		c.Lines = in.lines
	}
	r := &Run{variant: v, in: in}
	if o.Watch != nil {
		r.watch = func(now time.Duration) { o.Watch(v, r.loop.Trace(), now) }
		c.Clock = watchedClock(c.Clock, r.watch)
	}
	r.loop = engine.NewLoop(c)
	engine.Attach(r.loop, in.Network(r.loop, in.backend(r.loop, o)))
	network.SetForeign(r.loop, o.Foreign...)
	if len(o.Databases) > 0 {
		AttachDatabases(r.loop, o.Databases)
	}
	if in.d.measured.Of != "" {
		engine.Attach(r.loop, &latencies{})
	}
	var services *engine.Task
	if standing := in.servicesBefore(); len(standing) > 0 {
		services = r.loop.Go("services", func(t *engine.Task) error {
			t.Daemon()
			return in.Listen(t, standing)
		})
	}
	r.loop.Main(in.d.mainName(), func(t *engine.Task) error { return r.main(t, services) })
	return r
}

// main runs the variant when the services listen. In the model they already do, because their task was made first.
func (r *Run) main(t, services *engine.Task) (err error) {
	if services != nil {
		if err := t.Await(services); err != nil {
			return err
		}
	}
	r.began = t.Now()
	r.awaitChange()
	r.value, err = r.variant.Main(t)
	return err
}

func (in *Instance) backend(l *engine.Loop, o Options) network.Network {
	if o.Network != nil {
		return o.Network(l)
	}
	var m memory.Options
	if in.d.ports != nil {
		m.Ports = *in.d.ports
	}
	return memory.New(l, m)
}

// servicesBefore returns the services that start before the variant does, which are all but its own.
func (in *Instance) servicesBefore() (list []Service) {
	for _, s := range in.d.services {
		if !s.Own {
			list = append(list, s)
		}
	}
	return list
}

// Listen starts services of the instance, also those that in a run the variants start.
func (in *Instance) Listen(t *engine.Task, services []Service) error {
	backlog := 0
	if in.d.backlog != nil {
		backlog = *in.d.backlog
	}
	for _, s := range services {
		if _, err := network.Serve(t, s.At, backlog, s.Handle); err != nil {
			return err
		}
	}
	return nil
}

// RunFor goes on for about budget of the machine's time and reports whether the run is over.
func (r *Run) RunFor(budget time.Duration) (over bool) {
	if r.result == nil && r.runFor(budget) {
		r.result = r.finish()
	}
	return r.result != nil && r.loop.CloseFor(budget)
}

// runFor runs the loop with the variables of the run's stage: another run of the instance may be in another.
func (r *Run) runFor(budget time.Duration) (over bool) {
	defer r.in.atStage(r.stage)()
	return r.loop.RunFor(budget)
}

// awaitChange has parameters change when the run gets there.
func (r *Run) awaitChange() {
	if r.stage < len(r.in.past) {
		r.loop.WhenPast(r.began+r.in.past[r.stage].until, func() {
			r.stage++
			r.in.setStage(r.stage)
			r.awaitChange()
		})
	}
}

// changed returns when parameters have changed.
func (r *Run) changed() (list []time.Duration) {
	for _, p := range r.in.past[:r.stage] {
		list = append(list, p.until)
	}
	return list
}

// Finish runs to the end and returns the result.
func (r *Run) Finish() *Result {
	slice := time.Hour
	if r.watch != nil {
		slice = watchEvery
	}
	for !r.RunFor(slice) {
		if r.watch != nil {
			r.watch(r.loop.Now())
		}
	}
	return r.result
}

// Stop ends the run soon, with engine.ErrStopped. Any goroutine may call it, while another is in Finish.
func (r *Run) Stop() { r.loop.Post(r.loop.Stop) }

// CloseFor ends a run that is not over, which then has no result. It goes on for about budget of the machine's time, and reports whether
// all that the run had is released.
func (r *Run) CloseFor(budget time.Duration) (closed bool) { return r.loop.CloseFor(budget) }

func (r *Run) finish() *Result {
	report := r.loop.Report()
	return &Result{Variant: r.variant, Changed: r.changed(), Total: report.Ended - r.began, Began: r.began, Value: r.value, Err: r.loop.Err(),
		Latencies: recorded(r.loop), Trace: r.loop.Trace(), Report: report}
}
