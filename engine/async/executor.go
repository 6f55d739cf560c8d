package async

import (
	"errors"
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

// Executor runs functions on threads or processes of its own, at most so many at once, as concurrent.futures
// has them. Jobs wait in one queue, first in, first out. A worker is made when a job comes, none is idle and
// there may be more; it is a task with a thread (engine.Task.Thread), labelled with the job it does and in a
// group with the others. The run does not wait for workers: Shutdown does.
type Executor struct {
	name      string
	bound     int
	lock      *engine.GIL
	processes bool
	idle      *engine.Lot
	workers   []*engine.Task
	queue     []*job
	done      int
	closed    bool
}

// job is a function on its way to a worker.
type job struct {
	name   string
	worker *engine.Task // nil before it begins
	stale  func() bool  // reports whether nobody wants it any more
	run    func(th *engine.Task)
}

// ErrExecutorShutDown is what a job ends with that is submitted after Shutdown.
var ErrExecutorShutDown = errors.New("async: the executor was shut down")

// NewThreads returns an executor of at most workers threads, as ThreadPoolExecutor. They live under the given
// interpreter lock, which is t.Loop().GIL(); nil is for an interpreter without one. The name is the group that
// charts show them in.
func NewThreads(t *engine.Task, name string, workers int, lock *engine.GIL) *Executor {
	if workers < 1 {
		panic("async: executor " + name + " has 1 worker or more, not " + strconv.Itoa(workers))
	}
	return &Executor{name: name, bound: workers, lock: lock, idle: t.Loop().NewLot(trace.WhyQueue, "a job", 0)}
}

// NewProcesses returns an executor of at most workers processes, as ProcessPoolExecutor. Each has an interpreter to
// itself, so only cores limit them. The cost profile says what it takes to make one and to copy a job's Cargo. Jobs
// are functions of the same program all the same: that they must not share variables is for the scenario to see to.
func NewProcesses(t *engine.Task, name string, workers int) *Executor {
	e := NewThreads(t, name, workers, nil)
	e.processes = true
	return e
}

// Cargo is how many bytes a job takes along and brings back. Between threads they are shared and cost nothing.
type Cargo struct{ In, Out int }

// Submit hands a job to the executor and returns its result to come, as loop.run_in_executor: the loop goes on, and
// any task may await the future. One that is cancelled before its job has begun takes the job back; a job that
// has begun runs on. fn gets the worker's handle: its Work occupies a core, its Sleep, a blocking call, only the
// worker.
func Submit[T any](t *engine.Task, e *Executor, name string, fn func(th *engine.Task) (T, error), cargo ...Cargo) *Future[T] {
	j := &job{name: name}
	f := NewFuture[T](t, name)
	f.lot = t.Loop().NewLot(trace.WhyExecutor, name, 0)
	f.lot.EndedBy(func() *engine.Task { return j.worker })
	j.stale = f.Done
	j.run = func(th *engine.Task) {
		for _, c := range cargo {
			e.copy(th, c.In)
		}
		value, err := fn(th)
		for _, c := range cargo {
			e.copy(th, c.Out)
		}
		f.settle(value, err) // it may have been cancelled meanwhile
	}
	if e.closed {
		f.Fail(ErrExecutorShutDown)
		return f
	}
	e.queue = append(e.queue, j)
	e.man(t)
	return f
}

// Map has the executor call fn for each item and returns the results in the order of the items, as Executor.map.
// The first error in that order ends it: it is returned with the results before it, and jobs that have not begun
// are taken back.
func Map[T, R any](t *engine.Task, e *Executor, name string, items []T, fn func(th *engine.Task, item T) (R, error)) ([]R, error) {
	jobs := make([]*Future[R], len(items))
	for i, item := range items {
		jobs[i] = Submit(t, e, name+" "+strconv.Itoa(i+1), func(th *engine.Task) (R, error) { return fn(th, item) })
	}
	results := make([]R, 0, len(items))
	for i, f := range jobs {
		value, err := f.Await(t)
		if err != nil {
			for _, rest := range jobs[i+1:] {
				rest.Cancel("one before it failed")
			}
			return results, err
		}
		results = append(results, value)
	}
	return results, nil
}

// man sees to it that somebody looks at the queue.
func (e *Executor) man(t *engine.Task) {
	if e.idle.Wake() != nil || len(e.workers) == e.bound {
		return
	}
	w := t.Thread(e.name+" "+strconv.Itoa(len(e.workers)+1), e.lock, e.work)
	w.Daemon()
	w.Group(e.name)
	e.workers = append(e.workers, w)
}

// work is a worker's life.
func (e *Executor) work(th *engine.Task) error {
	if e.processes {
		th.Charge(th.Loop().Costs().SpawnProcess)
	}
	for {
		j, err := e.take(th)
		if j == nil {
			return err
		}
		j.worker = th
		th.Label(j.name)
		j.run(th)
		e.done++
	}
}

// take returns the next job; nil when there will be none.
func (e *Executor) take(th *engine.Task) (*job, error) {
	for {
		for len(e.queue) > 0 {
			j := e.queue[0]
			if e.queue = e.queue[1:]; !j.stale() {
				return j, nil
			}
		}
		if e.closed {
			return nil, nil
		}
		if err := e.idle.Park(th); err != nil {
			return nil, err
		}
	}
}

// copy has a process take the time that handing over so many bytes takes.
func (e *Executor) copy(th *engine.Task, bytes int) {
	if e.processes {
		th.Charge(time.Duration(float64(th.Loop().Costs().CopyKiB) * float64(bytes) / 1024))
	}
}

// Shutdown takes no more jobs and waits until those it has are done and the workers gone, as
// loop.shutdown_default_executor: without blocking the loop. An error is a cancellation, of which the workers hear
// nothing.
func (e *Executor) Shutdown(t *engine.Task) error {
	e.closed = true
	e.idle.WakeAll()
	c := watch(t, trace.WhyWait, several(len(e.workers), "worker")+" of "+e.name, e.workers, func(_ *engine.Task, left int) bool { return left == 0 })
	defer c.leave()
	return c.join(t)
}

// ExecutorStats is the state of an executor.
type ExecutorStats struct {
	Workers int // made so far
	Idle    int // waiting for a job
	Queued  int // jobs that have not begun, those that were taken back included
	Done    int // jobs that are over, however they ended
}

// Stats returns the executor's state.
func (e *Executor) Stats() ExecutorStats {
	return ExecutorStats{Workers: len(e.workers), Idle: e.idle.Len(), Queued: len(e.queue), Done: e.done}
}
