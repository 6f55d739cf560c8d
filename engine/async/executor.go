package async

import (
	"errors"
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

// Executor runs functions on a bounded number of threads or processes, as concurrent.futures.Executor. Jobs wait in one
// queue, first in, first out. A worker is made when a job comes, no worker is idle and the bound allows it. Workers are
// tasks with threads (engine.Task.Thread) in a group of their own, each labelled with its present job. The run does not
// wait for workers; Shutdown does.
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

// job is a submitted function.
type job struct {
	name   string
	worker *engine.Task // nil until the job begins
	stale  func() bool  // reports whether the result is no longer wanted
	run    func(th *engine.Task)
}

// ErrExecutorShutDown is the error of a job that is submitted after Shutdown.
var ErrExecutorShutDown = errors.New("async: the executor was shut down")

// NewThreads returns an executor of at most workers threads, as ThreadPoolExecutor. They need the given interpreter lock,
// which t.Loop().GIL() returns; nil is for an interpreter without one. The name is that of their group in charts.
func NewThreads(t *engine.Task, name string, workers int, lock *engine.GIL) *Executor {
	if workers < 1 {
		panic("async: executor " + name + " has 1 worker or more, not " + strconv.Itoa(workers))
	}
	return &Executor{name: name, bound: workers, lock: lock, idle: t.Loop().NewLot(trace.WhyQueue, "a job", 0)}
}

// NewProcesses returns an executor of at most workers processes, as ProcessPoolExecutor. Each has an interpreter of its
// own, so only the number of cores limits them. The cost profile has the costs of making a process and of copying a job's
// Cargo. Jobs run in the same program all the same; a scenario must not let them share variables.
func NewProcesses(t *engine.Task, name string, workers int) *Executor {
	e := NewThreads(t, name, workers, nil)
	e.processes = true
	return e
}

// Cargo is the number of bytes that a job takes along and brings back. Threads share them, at no cost.
type Cargo struct{ In, Out int }

// Submit hands a job to the executor and returns the future of its result, as loop.run_in_executor: the loop goes on, and
// any task may await the future. Cancelling the future before its job begins withdraws the job; a job that has begun runs
// on. fn gets the worker as its task: Work occupies a core, and Sleep, a blocking call, only the worker.
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
		f.settle(value, err) // changes nothing if the future was cancelled meanwhile
	}
	if e.closed {
		f.Fail(ErrExecutorShutDown)
		return f
	}
	e.queue = append(e.queue, j)
	e.ensureWorker(t)
	return f
}

// Map has the executor call fn for each item and returns the results in the order of the items, as Executor.map. The
// first error in that order ends it: Map returns the error with the results before it, and withdraws jobs that have not
// begun.
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

// ensureWorker wakes an idle worker for a new job, or else makes a worker if the bound allows it.
func (e *Executor) ensureWorker(t *engine.Task) {
	if e.idle.Wake() != nil || len(e.workers) == e.bound {
		return
	}
	w := t.Thread(e.name+" "+strconv.Itoa(len(e.workers)+1), e.lock, e.work)
	w.Daemon()
	w.Group(e.name)
	e.workers = append(e.workers, w)
}

// work does one job after another until the executor is shut down.
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

// take waits for the next job and returns it; nil after Shutdown.
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

// copy charges a process for copying bytes.
func (e *Executor) copy(th *engine.Task, bytes int) {
	if e.processes {
		th.Charge(time.Duration(float64(th.Loop().Costs().CopyKiB) * float64(bytes) / 1024))
	}
}

// Shutdown accepts no more jobs and waits until all accepted jobs are done and the workers have ended, without blocking
// the loop, as loop.shutdown_default_executor. An error is a cancellation, which does not reach the workers.
func (e *Executor) Shutdown(t *engine.Task) error {
	e.closed = true
	e.idle.WakeAll()
	w := watch(t, trace.WhyWait, plural(len(e.workers), "worker")+" of "+e.name, e.workers, func(_ *engine.Task, left int) bool { return left == 0 })
	defer w.leave()
	return w.join(t)
}

// ExecutorStats is the state of an executor.
type ExecutorStats struct {
	Workers int // number of workers made so far
	Idle    int // number of workers that wait for a job
	Queued  int // number of jobs that have not begun, with withdrawn jobs
	Done    int // number of jobs that have ended, well or not
}

// Stats returns the executor's state.
func (e *Executor) Stats() ExecutorStats {
	return ExecutorStats{Workers: len(e.workers), Idle: e.idle.Len(), Queued: len(e.queue), Done: e.done}
}
