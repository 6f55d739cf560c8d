// Package mixed is the scenario of jobs that compute, wait and compute again, on one thread, on several,
// and on several processes.
package mixed

import (
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the mixed jobs.
var Scenario = &scenarios.Scenario{
	ID:       "mixed",
	Title:    "Mixed work: computing and waiting",
	Question: "Three jobs each compute for 20 ms, wait 200 ms for a reply, and compute again. What do an event loop, threads and processes each overlap, and what can they not?",
	Topic:    scenarios.ThreadsAndProcesses,
	Level:    1,
	Declare:  declare,
}

type mixed struct {
	jobs      int
	cpu, wait time.Duration
	cores     int
	interval  time.Duration
}

func declare(d *scenarios.Declaration) {
	m := &mixed{}
	d.Int(&m.jobs, "jobs", 3, scenarios.Between(1, 8), "Jobs", "how many jobs there are")
	d.Duration(&m.cpu, "cpu", 20*time.Millisecond, scenarios.Between(0, 200*time.Millisecond),
		"Computing", "how long a job computes before its wait, and again after it")
	d.Duration(&m.wait, "wait", 200*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"Waiting", "how long a job waits for a reply in between")
	d.Int(&m.cores, "cores", 2, scenarios.Between(1, 8),
		"Cores", "how many threads the machine can run at once")
	d.Duration(&m.interval, "interval", 5*time.Millisecond, scenarios.Between(time.Millisecond, 100*time.Millisecond),
		"Switch interval", "how long a thread may keep the GIL that another waits for")
	d.Live("cpu", "wait")

	d.Variant("sequential", "One after another", m.sequential)
	d.Variant("loop", "An event loop", m.loop)
	d.Variant("threads", "Threads with a GIL", m.threads)
	d.Variant("free", "Threads without a GIL", m.free)
	d.Variant("processes", "Processes", m.processes)
	d.Headline(m.headline)
	d.Guess("loop", "When are all three jobs done on an event loop?")

	d.Preset("Nothing but waiting", "cpu=0s")
	d.Preset("Nothing but computing", "cpu=100ms&wait=0s")
	d.Preset("A core for every job", "cores=3")
	scenarios.Claims(d, m)
}

// job computes, waits for a reply, and computes again.
func (m *mixed) job(t *engine.Task) error {
	t.Work(m.cpu)          // [1]
	err := t.Sleep(m.wait) // [2]
	t.Work(m.cpu)          // [3]
	return err
}

// sequential is an ordinary program.
func (m *mixed) sequential(t *engine.Task) (string, error) {
	var done []string
	for i := range m.jobs {
		t.Label(name(i))
		if err := m.job(t); err != nil { // [4]
			return "", err
		}
		done = append(done, name(i))
	}
	return strings.Join(done, ", "), nil
}

// loop runs another job whenever one waits.
func (m *mixed) loop(t *engine.Task) (string, error) {
	var jobs []*async.Coroutine[string]
	for i := range m.jobs {
		jobs = append(jobs, async.Call(t, name(i), func(t *engine.Task) (string, error) { return name(i), m.job(t) }))
	}
	done, err := async.Gather(t, jobs...) // [5]
	return strings.Join(done, ", "), err
}

// threads share one interpreter: the thread that computes holds its lock.
func (m *mixed) threads(t *engine.Task) (string, error) {
	t.Loop().SetCores(m.cores)
	t.Loop().GIL().SetInterval(m.interval)
	return m.onWorkers(t, async.NewThreads(t, "threads", m.jobs, t.Loop().GIL()))
}

// free runs threads of an interpreter without such a lock.
func (m *mixed) free(t *engine.Task) (string, error) {
	t.Loop().SetCores(m.cores)
	return m.onWorkers(t, async.NewThreads(t, "threads", m.jobs, nil))
}

// processes have an interpreter each.
func (m *mixed) processes(t *engine.Task) (string, error) {
	t.Loop().SetCores(m.cores)
	return m.onWorkers(t, async.NewProcesses(t, "processes", m.jobs))
}

// onWorkers gives each job a worker of the pool.
func (m *mixed) onWorkers(t *engine.Task, pool *async.Executor) (string, error) {
	var numbers []int
	for i := range m.jobs {
		numbers = append(numbers, i)
	}
	done, err := async.Map(t, pool, "job", numbers, func(worker *engine.Task, i int) (string, error) { // [6]
		return name(i), m.job(worker)
	})
	return strings.Join(done, ", "), err
}

func name(i int) string { return "job " + strconv.Itoa(i+1) }
