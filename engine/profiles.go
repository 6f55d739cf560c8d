package engine

import "time"

const (
	ns = time.Nanosecond
	us = time.Microsecond
	ms = time.Millisecond
)

// Profiles returns the machines a run can be charged as, "pure" first, which charges nothing. The others were
// measured: their Source says with which command, to be run again on any machine. Numbers are processor time,
// medians, rounded to what their rounds agreed on.
func Profiles() []Costs {
	return []Costs{{Name: "pure"}, asyncio(), threads(), goroutines()}
}

// Profile returns the costs of that name.
func Profile(name string) (c Costs, ok bool) {
	for _, c := range Profiles() {
		if c.Name == name {
			return c, true
		}
	}
	return Costs{}, false
}

// asyncio is a loop that is under load: one look at the selector finds many events, so it costs each of them
// next to nothing. A loop that finds one event at a time pays about 40 us for each more than this says.
func asyncio() Costs {
	c := cpython()
	c.Name = "cpython-3.11-asyncio"
	c.Source = "python3 tools/calibrate/cpython.py: asyncio.sleep(0), create_task, loop.sock_accept and its like; CPython 3.11.7, Linux, two cores"
	c.Resume, c.Spawn = 1850*ns, 3500*ns
	return c
}

// threads has each task be a thread, which blocks where a task waits. Switching is what a call that blocks costs
// more than one that does not, among 500 threads that want the interpreter lock: 30 to 90 us, by how busy the
// machine is. Two threads alone hand the lock over in 8 us, which is what asyncio's executors pay.
func threads() Costs {
	c := cpython()
	c.Name = "cpython-3.11-threads"
	c.Source = "python3 tools/calibrate/cpython.py: a task is a thread, made, woken and ended among 500; CPython 3.11.7, Linux, two cores"
	c.Resume, c.Spawn, c.SwitchThread = 50*us, c.SpawnThread, 50*us
	return c
}

// cpython is what both have in common. Sockets and threads are as a machine has them that is also busy with other
// things, as those were on which whole programs were measured (see scenarios/echo): with nothing else to do it took
// three quarters of that.
func cpython() Costs {
	return Costs{
		Connect: 54 * us, Accept: 31 * us, Read: 3500 * ns, Write: 3500 * ns,
		SpawnThread: 177 * us, SwitchThread: 7700 * ns, SwitchInterval: 5 * ms, Stack: 12 << 10,
		SpawnProcess: 4400 * us, CopyKiB: 1200 * ns, Cores: 2,
	}
}

// goroutines is Go's own tasks and sockets; its threads are the system's.
func goroutines() Costs {
	return Costs{
		Name:   "go",
		Source: "overlap calibrate: goroutines, channels and package net; Go 1.26, Linux, two cores",
		Resume: 150 * ns, Spawn: 600 * ns, Connect: 38 * us, Accept: 38 * us, Read: 3700 * ns, Write: 3700 * ns,
		SpawnThread: 125 * us, SwitchThread: 25 * us, SwitchInterval: 10 * ms, Stack: 13 << 10,
		SpawnProcess: 6 * ms, CopyKiB: 330 * ns, Cores: 2,
	}
}
