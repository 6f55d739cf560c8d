package unsync

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
)

// call is something to be done, and says where: on "loop", "thread" or "process".
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

// library has an executor for calls on threads, and one for calls on processes.
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

// startTime returns how long a process has to work before its first job, 0 for a later one.
func (lib *library) startTime(t *engine.Task, c call) time.Duration {
	if c.on != "process" || lib.started[t] {
		return 0
	}
	lib.started[t] = true
	return lib.spawn
}

// block is a call that blocks the thread that makes it; without a thread of its own it blocks the loop.
func block(t *engine.Task, d time.Duration) error {
	if t.IsThread() {
		return t.Sleep(d)
	}
	t.Work(d)
	return nil
}
