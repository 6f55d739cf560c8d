package engine

import "time"

// Costs is what the modelled machine charges for its own work, as processor time: a charge to a task keeps the loop busy,
// a charge to a thread occupies a core. The zero value charges nothing, so that only waiting counts. Costs apply on a
// virtual clock only: on a real clock the work itself takes its time.
//
// Profiles returns measured costs.
type Costs struct {
	Name   string // "pure" for the zero profile
	Title  string // as people read it
	Source string // what was measured, where and with which command; empty for the zero profile

	// Of the loop.
	Resume time.Duration // picking a ready task and running it to its next suspension point
	Spawn  time.Duration // making a task

	// Of the network, for each call.
	Connect time.Duration // making and closing a connection, at the dialling end
	Accept  time.Duration // making and closing a connection, at the accepting end
	Read    time.Duration
	Write   time.Duration

	// Of executors.
	SpawnThread    time.Duration // making a thread, charged to its maker
	SwitchThread   time.Duration // moving a core or the interpreter lock from one thread to another
	SwitchInterval time.Duration // how long a thread keeps the interpreter lock when another wants it; 0 is CPython's 5 ms
	SpawnProcess   time.Duration // making a process, until it takes its first job
	CopyKiB        time.Duration // handing 1,024 bytes to a process or back, as pickled bytes through a pipe
	Stack          int           // bytes of memory for a thread's stack
	Cores          int           // number of the machine's cores; 0 is as many as threads want
}

// Costs returns the run's costs.
func (l *Loop) Costs() *Costs { return &l.costs }

// Charge has the task pay a cost: Work for d on a virtual clock, nothing on a real clock.
func (t *Task) Charge(d time.Duration) {
	if d > 0 && t.loop.virtual {
		t.Work(d)
	}
}
