package unsync

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
)

// call is something to be done, and where.
type call struct {
	name, kind, on string
	takes          time.Duration
}

// calls returns all calls of the program.
func (u *unsync) calls() (all []call) {
	add := func(n int, kind, on string, takes time.Duration) {
		for i := range n {
			all = append(all, call{kind + " " + strconv.Itoa(i+1), kind, on, takes})
		}
	}
	add(u.fetches, "fetch", "loop", u.fetch)
	add(u.reads, "read", u.readsOn, u.read)
	add(u.computes, "compute", u.computesOn, u.compute)
	return all
}

// library has an executor for each kind of call that the loop is not for.
type library struct {
	threads, processes *async.Executor
	spawn              time.Duration
	started            map[*engine.Task]bool
}

func (u *unsync) newLibrary(t *engine.Task) *library {
	t.Loop().SetCores(u.cores)
	return &library{
		threads:   async.NewThreads(t, "threads", u.reads+u.computes+1, t.Loop().GIL()),
		processes: async.NewProcesses(t, "processes", u.cores),
		spawn:     u.spawn, started: map[*engine.Task]bool{},
	}
}

// starting returns how long a process has to work before its first job.
func (lib *library) starting(t *engine.Task, c call) time.Duration {
	if c.on != "process" || lib.started[t] {
		return 0
	}
	lib.started[t] = true
	return lib.spawn
}

// block is a call that blocks: a thread that makes it stands still, and so does the loop.
func block(t *engine.Task, d time.Duration) error {
	if t.IsThread() {
		return t.Sleep(d)
	}
	t.Work(d)
	return nil
}
