package executors

import (
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
)

func (e *executors) threadsQueue(t *engine.Task) (string, error) {
	t.Loop().SetCores(e.cores)
	return e.byHand(t, t.Loop().GIL(), e.overhead(false))
}

func (e *executors) threads(t *engine.Task) (string, error) {
	t.Loop().SetCores(e.cores)
	return e.inPool(t, async.NewThreads(t, "threads", e.workers, t.Loop().GIL()), e.overhead(false))
}

func (e *executors) processesQueue(t *engine.Task) (string, error) {
	t.Loop().SetCores(e.cores)
	return e.byHand(t, nil, e.overhead(true))
}

func (e *executors) processes(t *engine.Task) (string, error) {
	t.Loop().SetCores(e.cores)
	return e.inPool(t, async.NewProcesses(t, "processes", e.workers), e.overhead(true))
}

// overhead returns what a worker does before each job. A process is started before its first job, and data are copied
// for each.
func (e *executors) overhead(processes bool) func(worker *engine.Task) {
	started := map[*engine.Task]bool{}
	return func(worker *engine.Task) {
		if !processes {
			return
		}
		if !started[worker] && e.spawn > 0 {
			worker.Label("starting")
			worker.Work(e.spawn)
		}
		started[worker] = true
		if e.copy > 0 {
			worker.Label("copying")
			worker.Work(e.copy)
		}
	}
}

// asCompleted submits all jobs and takes their results in the order in which the jobs end.
func asCompleted(t *engine.Task, pool *async.Executor, numbers []int, run func(*engine.Task, int) (string, error)) (string, error) {
	var jobs []*async.Future[string]
	for _, n := range numbers {
		jobs = append(jobs, async.Submit(t, pool, "job "+strconv.Itoa(n), func(worker *engine.Task) (string, error) { return run(worker, n) }))
	}
	var done []string
	for f, err := range async.AsCompleted(t, jobs, -1) {
		if err != nil {
			return "", err
		}
		result, err := f.Result()
		if err != nil {
			return "", err
		}
		done = append(done, result)
	}
	return strings.Join(done, ", "), nil
}

func (e *executors) numbers() (all []int) {
	for n := range e.jobs {
		all = append(all, n+1)
	}
	return all
}

// length returns how long a job takes.
func (e *executors) length(n int) time.Duration {
	return e.each + time.Duration(e.jobs-n)*e.stagger
}
