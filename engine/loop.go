// Package engine is the event loop: tasks as coroutines, timers, one place to wait, cancellation, bounds,
// and the trace of it all. A seed goes in, a trace comes out; on a virtual clock the same seed gives the
// same trace, byte for byte, on every machine.
//
// A run belongs to one goroutine. Only Post may be called from others.
package engine

import (
	"math/rand/v2"
	"time"

	"overlap/engine/trace"
)

// Config says how a run differs from the default one.
type Config struct {
	Clock  Clock  // nil: a virtual clock
	Seed   uint64 // of Rand
	Costs  Costs
	Limits Limits
	// Source is the path's end of the file whose lines the trace names, such as "fanout/fanout.go".
	// Empty: lines are not recorded, which is faster.
	Source string
}

// Loop runs tasks one at a time, first in, first out, and moves the clock when none is ready.
type Loop struct {
	clock   Clock
	virtual bool
	rand    *rand.Rand
	costs   Costs
	limits  Limits
	source  string
	trace   *trace.Trace
	now     time.Duration // the clock's, read once a step, as asyncio's loop does

	ready   queue
	batch   int // tasks still to run before timers and completions are looked at again
	timers  timers
	seq     uint64
	running *Task
	main    *Task
	tasks   []*Task // alive, in order of creation; holes are swept
	alive   int
	made    int32
	refs    int32
	idle    []*runner
	unmade  *Coroutine // the newest coroutine that was made and not started
	posted  mailbox
	attach  []any
	onEnd   []func()

	phase  phase
	turns  int // iterations since the main task's end
	err    error
	report Report
	leaps  int // sleeps taken without a switch, so that they count towards the slice
}

type phase uint8

const (
	phaseRun      phase = iota // the main task runs
	phaseCancel                // it ended: the others were cancelled and clean up
	phaseFinished              // nothing runs any more
)

// NewLoop returns a loop that has not started. Close it when done with it.
func NewLoop(c Config) *Loop {
	if c.Clock == nil {
		c.Clock = NewVirtual()
	}
	l := &Loop{
		clock: c.Clock, virtual: c.Clock.Virtual(), costs: c.Costs, limits: c.Limits.orDefault(), source: c.Source,
		rand:  rand.New(rand.NewPCG(c.Seed, 0x6f7665726c6170)),
		trace: &trace.Trace{},
	}
	l.posted.wake = make(chan struct{}, 1)
	return l
}

// Trace returns what has happened so far. It grows while the run goes on.
func (l *Loop) Trace() *trace.Trace { return l.trace }

// Now returns the instant of the present step.
func (l *Loop) Now() time.Duration { return l.now }

// Rand returns the run's only source of chance.
func (l *Loop) Rand() *rand.Rand { return l.rand }

// Virtual reports whether time jumps instead of passing.
func (l *Loop) Virtual() bool { return l.virtual }

// Limits returns the bounds of the run.
func (l *Loop) Limits() Limits { return l.limits }

// NextRef returns a number for a connection or another resource, unique in the run, from 1.
func (l *Loop) NextRef() int32 {
	l.refs++
	return l.refs
}

// Main makes the task whose end ends the run, as asyncio.run's argument. Call it once, before the run.
func (l *Loop) Main(name string, fn func(*Task) error) *Task {
	if l.main != nil {
		panic("engine: Loop.Main called twice")
	}
	l.main = l.spawn(nil, name, fn)
	return l.main
}

// Go makes a task that belongs to no other; Task.Go makes those that do.
func (l *Loop) Go(name string, fn func(*Task) error) *Task { return l.spawn(nil, name, fn) }

// Run runs until the main task has ended and the rest is cleaned up, and returns the run's error: the main
// task's, or a *DeadlockError, *LimitError or *PanicError.
func (l *Loop) Run() error {
	for !l.RunFor(time.Hour) {
	}
	return l.err
}

// slice is how many steps pass between two looks at the wall clock: at some 200 ns a step, well under a
// tenth of a millisecond.
const slice = 256

// RunFor runs for about budget of the machine's time and reports whether the run is over. It looks at the
// time only between steps. On a real clock it returns when a task waits for longer than the budget.
func (l *Loop) RunFor(budget time.Duration) (over bool) {
	end := time.Now().Add(budget)
	for l.phase != phaseFinished {
		l.leaps = 0
		for n := 0; n+l.leaps < slice && l.phase != phaseFinished; n++ {
			l.step(end)
		}
		if !time.Now().Before(end) {
			break
		}
	}
	return l.phase == phaseFinished
}

// Err returns the run's error so far, nil while it goes well.
func (l *Loop) Err() error { return l.err }

// Stop ends the run where it is, between two steps.
func (l *Loop) Stop() { l.Fail(ErrStopped) }

// Fail ends the run with err at the next suspension point. The first failure wins.
func (l *Loop) Fail(err error) {
	if l.err == nil {
		l.err = err
	}
	l.phase = phaseFinished
}

// step runs one task, or moves the clock when none is ready.
func (l *Loop) step(end time.Time) {
	if l.batch == 0 {
		l.collect(end)
	}
	if l.phase == phaseFinished || l.ready.len() == 0 {
		return
	}
	l.batch--
	l.run(l.ready.pop())
}

// collect starts a batch: completions from outside and timers that are due join the ready tasks, behind
// those that already were, as one iteration of asyncio's loop. With nothing ready it first waits.
func (l *Loop) collect(end time.Time) {
	l.now = l.clock.Now()
	l.posted.run()
	if l.phase == phaseRun && l.mainDone() {
		if l.turns++; l.ready.len() == 0 || l.turns > lastTurns {
			l.cancelRest()
		}
	} else if l.ready.len() == 0 {
		l.wait(end)
		l.now = l.clock.Now()
		l.posted.run()
	}
	for {
		e, ok := l.timers.next()
		if !ok || e.due > l.now {
			break
		}
		l.timers.pop()
		l.expire(e.task)
	}
	l.batch = l.ready.len()
}

// lastTurns is how many iterations the others get after the main task's end, without time passing: enough
// to close what only has to be closed, and not to be held up by one that never waits.
const lastTurns = 16

func (l *Loop) mainDone() bool {
	if l.main == nil {
		return l.alive == 0
	}
	return l.main.done
}

// wait lets time pass until the next timer or completion, or finds that neither can come.
func (l *Loop) wait(end time.Time) {
	until := time.Duration(-1)
	if e, ok := l.timers.next(); ok {
		until = e.due
	}
	switch {
	case until < 0 && !l.posted.expected():
		l.stuck()
		return
	case until > l.limits.Time && l.virtual:
		l.Fail(&LimitError{What: "virtual time", Limit: l.limits.Time.String()})
		return
	}
	if !l.virtual {
		until = l.shorten(until, end)
	}
	l.clock.Wait(until, l.posted.wake)
}

// shorten bounds a wait on a real clock by the end of the slice.
func (l *Loop) shorten(until time.Duration, end time.Time) time.Duration {
	latest := l.clock.Now() + time.Until(end)
	if until < 0 || until > latest {
		return latest
	}
	return until
}

// Close releases the stacks of tasks that are still suspended; their deferred calls run. The trace stays.
func (l *Loop) Close() {
	l.phase = phaseFinished
	for _, t := range l.tasks {
		if t.runner != nil {
			t.runner.stop()
			t.runner = nil
		}
	}
	for _, r := range l.idle {
		r.stop()
	}
	l.tasks, l.idle = nil, nil
}

// Running returns the task whose turn it is, nil between turns.
func (l *Loop) Running() *Task { return l.running }
