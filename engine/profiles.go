package engine

import "time"

const (
	ns = time.Nanosecond
	us = time.Microsecond
	ms = time.Millisecond
)

// Profiles returns the cost profiles: "pure" first, which charges nothing, then those of measured machines, whose Source
// names the command that measures them anew. Durations are processor time, medians, rounded to the digits on which
// repeated measurements agree.
func Profiles() []Costs {
	return []Costs{{Name: "pure", Title: "Costs nothing"}, asyncio(), threads(), goroutines()}
}

// Profile returns the cost profile of that name.
func Profile(name string) (c Costs, ok bool) {
	for _, c := range Profiles() {
		if c.Name == name {
			return c, true
		}
	}
	return Costs{}, false
}

// asyncio is a loop under load: one call of select finds many events, so that its share for each is next to nothing. A
// loop that finds one event at a time pays about 40 us more for each.
func asyncio() Costs {
	c := cpython()
	c.Name, c.Title = "cpython-3.11-asyncio", "CPython 3.11, asyncio, measured"
	c.Source = "python3 tools/calibrate/cpython.py: asyncio.sleep(0), create_task, loop.sock_accept and its like; CPython 3.11.7, Linux, two cores"
	c.Resume, c.Spawn = 1850*ns, 3500*ns
	return c
}

// threads has a thread for each task, which blocks where a task waits. Switching is the cost of a blocking call less that
// of one that returns at once, among 500 threads that want the interpreter lock: 30 to 90 us, depending on the machine's
// load. Between two threads the lock changes hands in 8 us, which asyncio's executors pay.
func threads() Costs {
	c := cpython()
	c.Name, c.Title = "cpython-3.11-threads", "CPython 3.11, threads, measured"
	c.Source = "python3 tools/calibrate/cpython.py: a task is a thread, made, woken and ended among 500; CPython 3.11.7, Linux, two cores"
	c.Resume, c.Spawn, c.SwitchThread = 50*us, c.SpawnThread, 50*us
	return c
}

// cpython has the costs that asyncio and threads share. Sockets and threads were measured on a machine that was also busy
// with other things, as were the whole programs (see scenarios/echo); idle, it took three quarters of that.
func cpython() Costs {
	return Costs{
		Connect: 54 * us, Accept: 31 * us, Read: 3500 * ns, Write: 3500 * ns,
		SpawnThread: 177 * us, SwitchThread: 7700 * ns, SwitchInterval: 5 * ms, Stack: 12 << 10,
		SpawnProcess: 4400 * us, CopyKiB: 1200 * ns, Cores: 2,
	}
}

// goroutines has the costs of Go's own tasks and sockets; its threads are the operating system's.
func goroutines() Costs {
	return Costs{
		Name:   "go",
		Title:  "Go 1.26, measured",
		Source: "overlap calibrate: goroutines, channels and package net; Go 1.26, Linux, two cores",
		Resume: 150 * ns, Spawn: 600 * ns, Connect: 38 * us, Accept: 38 * us, Read: 3700 * ns, Write: 3700 * ns,
		SpawnThread: 125 * us, SwitchThread: 25 * us, SwitchInterval: 10 * ms, Stack: 13 << 10,
		SpawnProcess: 6 * ms, CopyKiB: 330 * ns, Cores: 2,
	}
}
