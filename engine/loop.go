// Package engine is the event loop: tasks as coroutines, timers, one kind of queue for waits, cancellation, bounds, and
// the trace of a run. On a virtual clock the same seed gives the same trace, byte for byte, on every machine.
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
	Clock  Clock  // nil: a virtual clock; see Clock
	Seed   uint64 // of Rand
	Costs  Costs
	Limits Limits
	// Grace is how long the tasks that the main task leaves may go on before they are cancelled, as in a server whose handler
	// has answered. 0 is asyncio.run.
	Grace time.Duration
	// Lines finds the lines that the trace names. Nil: lines are not recorded, which is faster.
	Lines *Lines
	// Untraced keeps no records, and so has no bound on them: for servers that run until they are stopped.
	Untraced bool
}

// Loop runs tasks one at a time, first in, first out, and moves the clock when none is ready.
type Loop struct {
	clock   Clock // nil when virtual
	virtual bool
	seed    uint64
	rand    *rand.Rand
	drawn   bool // rand or another source of chance was asked
	costs   Costs
	limits  Limits
	lines   *Lines // nil: lines are not recorded
	trace   *trace.Trace
	room    int           // records the trace may hold; 0 when nothing is recorded (any more)
	now     time.Duration // present instant; a real clock is read at the begin and the end of each step
	horizon time.Duration // passed is called when time is later; the limit on virtual time where nothing is to be called
	passed  func()        // nil where nothing is to be called

	ready       queue
	batch       int // tasks still to run before timers and completions are looked at again
	timers      timers
	calls       int // pending calls of CallAt
	seq         uint64
	leaps       int // sleeps taken without a switch, which count towards the stride
	works       int // calls of Work since the running task's last wait
	running     *Task
	behalf      *Task // on whose behalf a callback is made
	main        *Task
	tasks       []*Task // in order of creation; those that have ended are swept now and then
	alive       int     // number of tasks that have not ended
	daemons     int     // number of these that are daemons
	lastUnstuck int     // index in tasks of the last task that was found not to be stuck
	impasse     impasse // of all tasks but daemons
	failures    []*Task // failed tasks, also those whose error somebody asked for later
	made        int32
	refs        int32
	idle        []*runner
	stacks      int        // number of stacks made
	deepStacks  int        // number of these that have grown
	unmade      *Coroutine // list of the coroutines that were made and not started, newest first
	unmades     int        // number of coroutines in that list
	posted      mailbox
	machine     *machine // nil while there are no threads
	attach      []any
	onSelect    []func(idle bool)
	onEnd       []func()
	onClose     []func()

	phase  phase
	turns  int           // iterations since the main task's end, or since the grace's
	grace  time.Duration // not yet begun
	until  time.Duration // when the grace ends; 0 before it begins
	err    error
	report Report
}

type phase uint8

const (
	phaseRun      phase = iota // the main task runs
	phaseLast                  // the main task or the grace has ended, and the others get their last turns
	phaseGrace                 // the main task has ended, and the others go on
	phaseCancel                // the remaining tasks are cancelled and clean up
	phaseFinished              // nothing runs any more
)

// NewLoop returns a loop that has not started. Close it when done with it.
func NewLoop(c Config) *Loop {
	l := &Loop{
		clock: c.Clock, virtual: c.Clock == nil, costs: c.Costs, limits: c.Limits.orDefault(), grace: c.Grace, lines: c.Lines,
		seed: c.Seed, trace: &trace.Trace{},
	}
	l.horizon = l.limits.Time
	l.rand = l.Chance(0x6f7665726c6170)
	if !c.Untraced {
		l.room = l.limits.Records
	}
	l.posted.wake = make(chan struct{}, 1)
	return l
}

// source is a run's source of chance, which notes that it was asked.
type source struct {
	*rand.PCG
	loop *Loop
}

func (s *source) Uint64() uint64 {
	s.loop.drawn = true
	return s.PCG.Uint64()
}

// Chance returns a source of chance of the run's seed beside Task.Rand's: what one part of a run draws from a stream of its own
// changes nothing for the others.
func (l *Loop) Chance(stream uint64) *rand.Rand {
	return rand.New(&source{rand.NewPCG(l.seed, stream), l})
}

// Trace returns what has happened so far. It grows while the run goes on.
func (l *Loop) Trace() *trace.Trace { return l.trace }

// Now returns the instant of the present step.
func (l *Loop) Now() time.Duration { return l.now }

// Limits returns the bounds of the run.
func (l *Loop) Limits() Limits { return l.limits }

// Running returns the task whose turn it is, nil between turns.
func (l *Loop) Running() *Task { return l.running }

// Err returns the run's error so far, nil while it goes well.
func (l *Loop) Err() error { return l.err }

// NextRef returns a number for a connection or another resource, unique in the run, from 1.
func (l *Loop) NextRef() int32 {
	l.refs++
	return l.refs
}

// Main makes the task whose end ends the run, as asyncio.run's argument. Call it once, before the run. A
// loop without one runs until no task is left but daemons.
func (l *Loop) Main(name string, fn func(*Task) error) *Task {
	if l.main != nil {
		panic("engine: Loop.Main called twice")
	}
	l.main = l.spawn(nil, name, fn)
	return l.main
}

// Go makes a task without a parent; Task.Go makes a child.
func (l *Loop) Go(name string, fn func(*Task) error) *Task { return l.spawn(nil, name, fn) }

// tick reads a real clock. A virtual one stands still while a task runs.
func (l *Loop) tick() {
	if !l.virtual {
		l.readClock()
	}
}

func (l *Loop) readClock() {
	l.now = l.clock.Now()
	l.pass()
}

// record appends to the trace at the present instant. At the limit it ends the run, which the task whose
// turn it is notices at its next call of the engine (see halt).
func (l *Loop) record(r *trace.Record) {
	if l.trace.Len() >= l.room {
		l.full()
		return
	}
	r.At = int64(l.now)
	l.trace.Append(*r)
}

func (l *Loop) full() {
	switch {
	case l.room == 0:
	case l.impasse.rounds > 0 && l.allStuck(): // daemons have filled it
		l.stuck()
	default:
		l.Fail(limitError("records", l.limits.Records))
	}
}

// Status sets the state of a thing as Task.Status, on behalf of no task: from a call of CallAt, say.
func (l *Loop) Status(of, state string, tone trace.Tone) {
	l.record(&trace.Record{Kind: trace.Status, Ref: int32(l.text(of)), Text: l.text(state), Arg: int64(tone)})
}

// text interns a string, unless no records are kept.
func (l *Loop) text(s string) trace.Text {
	if l.room == 0 {
		return 0
	}
	return l.trace.Intern(s)
}

// Text returns what stands for b in records, 0 when none are kept.
func (l *Loop) Text(b []byte) trace.Text {
	if l.room == 0 {
		return 0
	}
	return l.trace.InternBytes(b)
}

// Attach adds a part to the run, such as its network, which Attached finds by its type. So the engine need not know what a
// network is, and scenarios need not pass it to every call.
func Attach[T any](l *Loop, part T) { l.attach = append(l.attach, part) }

// Attached returns the newest part of type T that the run was given.
func Attached[T any](l *Loop) (part T, ok bool) {
	for i := len(l.attach) - 1; i >= 0; i-- {
		if p, is := l.attach[i].(T); is {
			return p, true
		}
	}
	return part, false
}
