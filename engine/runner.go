package engine

import "iter"

// runner is a stack for one task after another: an iter.Pull coroutine, which takes a tenth of the time of a channel to
// switch. Runners are reused because a page's memory never shrinks: a run of a million short tasks then needs only as many
// stacks as tasks are alive at once.
type runner struct {
	resume func() (struct{}, bool)
	stop   func()
	yield  func(struct{}) bool
	task   *Task
	deep   bool // the stack has grown; see Task.Deepen
}

// unwind is what a suspended task panics with when its run is over, so that its deferred calls still run.
type unwind struct{}

func newRunner(deep bool) *runner {
	r := &runner{deep: deep}
	r.resume, r.stop = iter.Pull(r.serve)
	return r
}

func (r *runner) serve(yield func(struct{}) bool) {
	r.yield = yield
	if r.deep {
		growStack(0)
	}
	for {
		r.run(r.task)
		r.task = nil
		if !yield(struct{}{}) {
			return
		}
	}
}

// Deepen has the running task's stack grow now, while few calls stand on it: all of them are copied and adjusted. A task that dials or
// serves needs 4 kB, twice the smallest stack, and would have ten calls copied where it first waits. Once most stacks of the run have
// grown, new ones do so before there is a call.
func (t *Task) Deepen() {
	if r := t.runner; !r.deep {
		r.deep = true
		t.loop.deepStacks++
		growStack(0)
	}
}

// growStack has a frame that has no room on the smallest stack. What it returns is of no use.
//
//go:noinline
func growStack(i int) byte {
	var frame [1 << 10]byte
	return frame[i]
}

// run calls the task's function. A panic in it ends the run with an error instead of the process: the
// page would lose everything the learner had.
func (r *runner) run(t *Task) {
	defer func() {
		switch p := recover().(type) {
		case nil, unwind:
		default:
			t.err = newPanicError(t, p)
		}
	}()
	if t.cancel != nil { // before it started: its body never runs, as in asyncio
		t.err = t.cancel
		return
	}
	if t.err = t.fn(t); t.err == nil && t.cancel != nil { // the function ended without having received the cancellation
		t.err = t.cancel
	}
}

// suspend gives control back to the loop and returns when the loop resumes the task.
func (r *runner) suspend() {
	if !r.yield(struct{}{}) {
		panic(unwind{})
	}
}
