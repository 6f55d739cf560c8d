// Package executors is the scenario of many jobs for a few workers: threads and processes, fed by hand through a
// queue or by a pool.
package executors

import (
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the executors.
var Scenario = &scenarios.Scenario{
	ID:       "executors",
	Title:    "Executors: threads or processes?",
	Question: "Eight jobs of 56 ms each are shared out between two workers. When do threads make them faster, and when does it take processes?",
	Topic:    scenarios.ThreadsAndProcesses,
	Level:    3,
	Declare:  declare,
}

type executors struct {
	jobs, workers, cores       int
	kind, results              string
	each, stagger, spawn, copy time.Duration
}

func declare(d *scenarios.Declaration) {
	const ms = time.Millisecond
	e := &executors{}
	d.Int(&e.jobs, "jobs", 8, scenarios.Between(1, 24), "Jobs", "how many jobs there are")
	d.Choice(&e.kind, "kind", scenarios.Words("computing", "waiting"), "A job is", "what a job spends its time on")
	d.Duration(&e.each, "each", 56*ms, scenarios.Between(ms, 300*ms), "A job takes", "how long the last job takes")
	d.Duration(&e.stagger, "stagger", 0, scenarios.Between(0, 30*ms), "Stagger", "how much longer each job is than the one after it")
	d.Int(&e.workers, "workers", 2, scenarios.Between(1, 8), "Workers", "how many threads or processes share the jobs")
	d.Int(&e.cores, "cores", 2, scenarios.Between(1, 8), "Cores", "how many workers can compute at once")
	d.Choice(&e.results, "results", scenarios.Words("map=in the order of the jobs (map)", "as-completed=in the order they end (as_completed)"), "Results come", "in which order a pool hands them over")
	d.Duration(&e.spawn, "spawn", 0, scenarios.Between(0, 200*ms), "Starting a process", "how long a process computes before its first job")
	d.Duration(&e.copy, "copy", 0, scenarios.Between(0, 50*ms), "Copying", "how long a process copies data for each job")
	d.Live("each", "stagger", "copy")

	d.Variant("sequential", "One after another", e.sequential)
	d.Variant("threads-queue", "Threads and a queue", e.threadsQueue)
	d.Variant("threads", "A pool of threads", e.threads)
	d.Variant("processes-queue", "Processes and a queue", e.processesQueue)
	d.Variant("processes", "A pool of processes", e.processes)
	d.Headline(e.headline)
	d.GuessWhich("Two workers share jobs that compute. Which workers are faster than one after another?", e.faster, "Threads and processes", "Only processes", "Neither")

	d.MainParams("kind", "workers", "cores")
	d.Preset("Waiting", "jobs=12&kind=waiting&each=100ms&workers=4")
	d.Preset("Results as completed", "kind=waiting&each=40ms&stagger=30ms&workers=8&results=as-completed")
	d.Preset("More workers than cores", "workers=8")
	d.Preset("Large data for small jobs", "each=10ms&copy=30ms")
	scenarios.Claims(d, e)
}

// job waits or computes, and returns its number.
func (e *executors) job(t *engine.Task, n int) (string, error) {
	var err error
	t.Label("job " + strconv.Itoa(n))
	if e.kind == "waiting" {
		err = t.Sleep(e.length(n)) // [1]
	} else {
		t.Work(e.length(n)) // [2]
	}
	t.Log("job " + strconv.Itoa(n) + " done")
	return strconv.Itoa(n), err
}

func (e *executors) sequential(t *engine.Task) (string, error) {
	var done []string
	for _, n := range e.numbers() {
		result, err := e.job(t, n) // [3]
		if err != nil {
			return "", err
		}
		done = append(done, result)
	}
	return strings.Join(done, ", "), nil
}

const sentinel = 0 // no job has this number

// byHand starts workers that take jobs from a queue, each until it finds a sentinel.
func (e *executors) byHand(t *engine.Task, lock *engine.GIL, overhead func(*engine.Task)) (string, error) {
	jobs, results := async.NewQueue[int](t, "queue", 0), make([]string, e.jobs)
	var workers []*engine.Task
	for i := range e.workers {
		workers = append(workers, t.Thread("worker "+strconv.Itoa(i+1), lock, func(t *engine.Task) error {
			for {
				n, err := jobs.Get(t) // [4]
				if err != nil || n == sentinel {
					return err
				}
				overhead(t)
				if results[n-1], err = e.job(t, n); err != nil { // [5]
					return err
				}
			}
		}))
	}
	for _, n := range append(e.numbers(), make([]int, e.workers)...) {
		if err := jobs.Put(t, n); err != nil { // [6]
			return "", err
		}
	}
	for _, w := range workers {
		if err := t.Await(w); err != nil { // [7]
			return "", err
		}
	}
	return strings.Join(results, ", "), nil
}

// inPool has an executor do the same, with a queue and workers of its own.
func (e *executors) inPool(t *engine.Task, pool *async.Executor, overhead func(*engine.Task)) (string, error) {
	run := func(worker *engine.Task, n int) (string, error) {
		overhead(worker)
		return e.job(worker, n) // [8]
	}
	if e.results == "as-completed" {
		return asCompleted(t, pool, e.numbers(), run)
	}
	done, err := async.Map(t, pool, "job", e.numbers(), run) // [9]
	return strings.Join(done, ", "), err
}
