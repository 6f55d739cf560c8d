package engine

import (
	"math/rand/v2"
	"time"

	"overlap/engine/trace"
)

// Task is a coroutine the loop runs, and the handle through which its function waits. Code that runs as a
// task gets it as its first argument, as a test gets *testing.T; nothing else may use it to wait.
type Task struct {
	id        trace.TaskID
	line      uint16 // line of the suspension point
	origin    uint16 // line at which the task was made
	state     state
	done      bool
	daemon    bool
	retrieved bool // somebody has asked for its error, as asyncio's "retrieved"
	doing     doing
	name      string
	by        string // the name of the task that made it
	loop      *Loop
	fn        func(*Task) error
	runner    *runner
	err       error

	lot           *Lot // the Lot in which the task waits, nil when it sleeps or runs
	prev, next    *Task
	alarm         alarm
	thread        *thread                 // the task's own thread; nil on the loop's thread
	scope         *Scope                  // the innermost scope around the task's present code, nil for none
	wakeErr       error                   // what the present wait will return,
	cut           *Cancelled              // unless this cancellation has ended the wait
	granted       *Lot                    // the Lot whose Wake gave the task an item or permit that it has not used yet
	cancel        *Cancelled              // the task's own cancellation, until a wait has returned it
	awaiting      *Task                   // the task whose end the task waits for
	cancelAwaited func(c *Cancelled) bool // cancels what the task waits for if that is no task, and reports whether it took the cancellation
	passed        bool                    // the task's cancellation was passed on, and arrives with the end of the wait
	passing       bool                    // the task is passing a cancellation on, which may come back to it in a circle
	promised      bool                    // WakeAt has set the alarm, which is no deadline
	recall        func()                  // interrupts the call outside the loop that the task waits for

	joiners   Lot
	callbacks Callbacks
}

type state uint8

const (
	ready state = iota
	running
	waiting
	ended // or only its deferred calls still run
)

// spawn makes a task that runs on the loop's thread, and queues it.
func (l *Loop) spawn(parent *Task, name string, fn func(*Task) error) *Task {
	l.charge(l.costs.Spawn)
	t := l.admit(parent, name, fn)
	if !t.done {
		l.ready.push(t.turn())
	}
	return t
}

// admit makes a task without queueing it.
func (l *Loop) admit(parent *Task, name string, fn func(*Task) error) *Task {
	l.halt()
	l.made++
	t := &Task{id: trace.TaskID(l.made), name: name, loop: l, fn: fn}
	t.alarm.task = t
	t.joiners = Lot{loop: l, why: trace.WhyTask, name: name, ref: int32(t.id), owner: t}
	if int(l.made) > l.limits.Tasks {
		l.Fail(limitError("tasks", l.limits.Tasks))
		l.halt()
	}
	if l.phase == phaseFinished { // made by a deferred call or from outside of the run; the task never runs
		t.state, t.done, t.err = ended, true, ErrStopped
		return t
	}
	by := int32(0)
	if parent != nil {
		by, t.by, t.daemon = int32(parent.id), parent.name, parent.daemon
	}
	if t.daemon {
		l.daemons++
	}
	if l.lines != nil {
		t.origin = l.lines.caller()
	}
	l.record(&trace.Record{Kind: trace.TaskMade, Task: t.id, Ref: by, Text: l.text(name)})
	l.tasks = append(l.tasks, t)
	l.alive++
	return t
}

// Go makes a task that starts at the caller's next suspension point, as asyncio.create_task.
// A daemon's tasks are daemons.
func (t *Task) Go(name string, fn func(*Task) error) *Task { return t.loop.spawn(t, name, fn) }

// ID returns the task's number in the trace.
func (t *Task) ID() trace.TaskID { return t.id }

// Name returns the name it was made with.
func (t *Task) Name() string { return t.name }

// Loop returns the loop it runs on.
func (t *Task) Loop() *Loop { return t.loop }

// Now returns the present instant of the run.
func (t *Task) Now() time.Duration { return t.loop.now }

// Line returns the line of the scenario's source that the task is at, the innermost of its calls there; 0 when lines
// are not recorded.
func (t *Task) Line() int {
	if t.loop.lines == nil {
		return 0
	}
	return int(t.loop.lines.caller())
}

// Rand returns the run's source of chance.
func (t *Task) Rand() *rand.Rand { return t.loop.rand }

// Done reports whether the task has ended, well or not.
func (t *Task) Done() bool { return t.done }

// State says what the task does: "ready", "running" or "waiting", and in the end "done", "failed" or "cancelled".
func (t *Task) State() string {
	switch {
	case !t.done:
		return [...]string{ready: "ready", running: "running", waiting: "waiting", ended: "done"}[t.state]
	case t.err == nil:
		return "done"
	case IsCancelled(t.err):
		return "cancelled"
	}
	return "failed"
}

// Err returns what the task's function returned; nil before its end. An error that was asked for, so or by Await, is not in
// the run's Report.
func (t *Task) Err() error {
	t.retrieved = t.retrieved || t.done
	return t.err
}

// OnDone has the loop call fn when the task has ended, in a turn of its own, as asyncio's add_done_callback. fn must not
// wait. Forget takes that back, as remove_done_callback.
func (t *Task) OnDone(fn func()) *Callback {
	k := t.callbacks.Add(fn)
	if t.done {
		t.callbacks.Call(t.loop)
	}
	return k
}

// turn returns the task's turn for the ready queue.
func (t *Task) turn() turn { return turn{alarm: &t.alarm} }

// Daemon marks the task, and those it makes from now on, as serving others: the run ends without it. When all others are
// stuck, daemons have a hundred rounds of their timers to change that; then the run ends where the others got stuck.
func (t *Task) Daemon() {
	if t.daemon || t.done {
		return
	}
	t.daemon = true
	t.loop.daemons++
	t.loop.record(&trace.Record{Kind: trace.TaskDaemon, Task: t.id})
	t.loop.lookForEnd()
}

// IsDaemon reports whether the task serves others.
func (t *Task) IsDaemon() bool { return t.daemon }

// Group says what the task works for, such as "db :9002"; charts pack a group's tasks together. The tasks
// it makes belong to the same group unless they say otherwise.
func (t *Task) Group(name string) { t.note(trace.TaskGrouped, t.loop.text(name), 0) }

// Label says what the task works on now, such as "user:2".
func (t *Task) Label(text string) {
	t.doing.label = t.loop.text(text)
	t.relabel()
}

// doing is what a task works on, within how many awaited coroutines, and where it awaits the innermost.
type doing struct {
	label trace.Text
	line  uint16
	depth int32
}

func (t *Task) relabel() {
	d := t.doing
	t.loop.record(&trace.Record{Kind: trace.TaskLabelled, Task: t.id, Text: d.label, Arg: int64(d.depth), Line: d.line})
}

// Log writes a line to the trace, as print would.
func (t *Task) Log(line string) { t.note(trace.Log, t.loop.text(line), 0) }

// Mark notes that something worth seeing happened, such as "cache hit".
func (t *Task) Mark(what string) { t.note(trace.Mark, t.loop.text(what), 0) }

// Gauge sets a named quantity that charts draw over time.
func (t *Task) Gauge(name string, value int64) { t.note(trace.Gauge, t.loop.text(name), value) }

// Status sets the state of a thing, such as a breaker, by the names of both. Charts draw it over time, as a strip.
func (t *Task) Status(of, state string, tone trace.Tone) {
	t.loop.halt()
	t.Record(trace.Record{Kind: trace.Status, Ref: int32(t.loop.text(of)), Text: t.loop.text(state), Arg: int64(tone)})
}

func (t *Task) note(kind trace.Kind, text trace.Text, arg int64) {
	if t.done && (kind == trace.TaskGrouped || kind == trace.TaskLabelled) {
		return
	}
	t.loop.halt()
	t.Record(trace.Record{Kind: kind, Text: text, Arg: arg})
}

// Record adds a record of the task's at the present instant, or of nobody's when the task has ended. It is
// for networks and other parts of the engine's vocabulary; scenarios use Log, Mark, Label and Gauge. It
// always returns, so that what follows it (closing a socket) happens even when the run is over.
func (t *Task) Record(r trace.Record) {
	if r.Task = t.id; t.done {
		r.Task = 0
	}
	t.loop.record(&r)
}
