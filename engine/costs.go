package engine

import "time"

// Costs is what the modelled machine charges for its own work, as processor time: what is charged to a task
// keeps the loop busy, what is charged to a thread occupies a core. The zero value charges nothing, so that
// only waiting counts. Costs apply on a virtual clock; a real one passes by itself.
//
// Profiles returns measured ones.
type Costs struct {
	Name   string // "pure" for the zero profile
	Source string // what was measured, on what, with which command; empty for the zero profile

	// Of the loop.
	Resume time.Duration // picking a ready task and running it to its next suspension point
	Spawn  time.Duration // making a task

	// Of the network, for each call.
	Connect time.Duration // making a connection, by the one who dials; closing it is included
	Accept  time.Duration // making a connection, by the one who accepts; closing it is included
	Read    time.Duration
	Write   time.Duration

	// Of executors.
	SpawnThread    time.Duration // making a thread, by the one who makes it
	SwitchThread   time.Duration // a core, or the interpreter lock, going from one thread to another
	SwitchInterval time.Duration // how long a thread may keep the interpreter lock that another waits for; 0 is CPython's 5 ms
	SpawnProcess   time.Duration // making a process, until it takes its first job
	CopyKiB        time.Duration // handing 1,024 bytes to a process or back, as pickled bytes through a pipe
	Stack          int           // bytes of memory that a thread's stack takes
	Cores          int           // that the machine has; 0 is as many as threads want to run on
}

// Costs returns what the run's machine charges.
func (l *Loop) Costs() *Costs { return &l.costs }

// Charge has the task pay a cost: d of Work on a virtual clock, nothing on a real one.
func (t *Task) Charge(d time.Duration) {
	if d > 0 && t.loop.virtual {
		t.Work(d)
	}
}
