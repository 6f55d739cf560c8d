package engine

import "errors"

var errAwaitedTwice = errors.New("engine: cannot await a coroutine that was already awaited or started")

// Coroutine is a call that has not started, as calling an async function returns it in Python. Await runs the call in the
// present task, Start makes a task of it. The run's Report names coroutines that were never awaited.
type Coroutine struct {
	loop       *Loop
	name       string
	by         *Task
	line       uint16
	fn         func(*Task) error
	used       bool
	task       *Task      // the task that runs the call
	began      bool       // the call has begun
	over       bool       // the call has ended
	prev, next *Coroutine // neighbours in the loop's list of coroutines that were not started, newest first
}

// Coroutine returns a call of fn that has not started.
func (t *Task) Coroutine(name string, fn func(*Task) error) *Coroutine {
	c := &Coroutine{}
	c.Init(t, name, fn)
	return c
}

// Init makes a zero Coroutine, such as a part of another value, what Task.Coroutine returns.
func (c *Coroutine) Init(t *Task, name string, fn func(*Task) error) {
	l := t.loop
	c.loop, c.name, c.by, c.fn, c.next = l, name, t, fn, l.unmade
	l.halt()
	if l.unmades++; l.unmades > l.limits.Tasks {
		l.Fail(limitError("coroutines that were not started", l.limits.Tasks))
		l.halt()
	}
	if l.lines != nil {
		c.line = l.lines.caller()
	}
	if c.next != nil {
		c.next.prev = c
	}
	l.unmade = c
}

// Name returns the coroutine's name.
func (c *Coroutine) Name() string { return c.name }

// Await runs the coroutine as part of the task t, as await does, and returns its error. While it runs, the
// task has the coroutine's name as its label, so that a chart shows which of several calls a task awaits.
func (c *Coroutine) Await(t *Task) error {
	if !c.use() {
		return errAwaitedTwice
	}
	outer := t.doing
	t.doing = doing{label: t.loop.text(c.name), depth: outer.depth + 1}
	if t.loop.lines != nil {
		t.doing.line = t.loop.lines.caller()
	}
	t.relabel()
	c.task = t
	err := c.run(t)
	t.doing = outer
	t.relabel()
	return err
}

// Start makes a task of the coroutine, as asyncio.create_task.
func (c *Coroutine) Start(t *Task) (*Task, error) {
	if !c.use() {
		return nil, errAwaitedTwice
	}
	c.task = t.Go(c.name, c.run)
	return c.task, nil
}

func (c *Coroutine) run(t *Task) error {
	c.began = true
	err := c.fn(t)
	c.over = true
	return err
}

// State returns "created", "running", "suspended" or "closed", as inspect.getcoroutinestate.
func (c *Coroutine) State() string {
	switch {
	case !c.used:
		return "created"
	case c.over || c.task.done:
		return "closed"
	case !c.began:
		return "created"
	case c.task.state == running:
		return "running"
	}
	return "suspended"
}

func (c *Coroutine) use() bool {
	if c.used {
		return false
	}
	c.used = true
	c.loop.unmades--
	if c.prev != nil {
		c.prev.next = c.next
	} else {
		c.loop.unmade = c.next
	}
	if c.next != nil {
		c.next.prev = c.prev
	}
	c.prev, c.next = nil, nil
	return true
}
