// Package unsync is the scenario of a library that decides for each call where it runs: on an event loop, a thread
// or a process. It is named after the Python library that made the idea known.
package unsync

import (
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the library that decides.
var Scenario = &scenarios.Scenario{
	ID:       "unsync",
	Title:    "The library decides: loop, thread or process",
	Question: "Two async fetches, two blocking reads and a computation: 800 ms of work in five calls. A library puts each where it belongs, and every call returns at once. What does that save, and what does it hide?",
	Topic:    scenarios.ThreadsAndProcesses,
	Level:    5,
	Declare:  declare,
}

type unsync struct {
	fetches, reads, computes int
	fetch, read, compute     time.Duration
	readsOn, computesOn      string
	cores                    int
	spawn                    time.Duration
}

func declare(d *scenarios.Declaration) {
	const ms = time.Millisecond
	u := &unsync{}
	d.Int(&u.fetches, "fetches", 2, scenarios.Between(0, 8), "Async fetches", "how many calls wait as coroutines do")
	d.Duration(&u.fetch, "fetch", 200*ms, scenarios.Between(10*ms, time.Second), "A fetch takes", "how long each of them waits")
	d.Int(&u.reads, "reads", 2, scenarios.Between(0, 8), "Blocking reads", "how many calls block whoever makes them")
	d.Duration(&u.read, "read", 150*ms, scenarios.Between(10*ms, time.Second), "A read takes", "how long each of them blocks")
	d.Int(&u.computes, "computes", 1, scenarios.Between(0, 8), "Computations", "how many calls need a processor all the time")
	d.Duration(&u.compute, "compute", 100*ms, scenarios.Between(10*ms, time.Second), "A computation takes", "how long each of them computes")
	d.Choice(&u.readsOn, "reads-on", scenarios.Words("thread=a thread", "loop=the loop"), "Reads run on", "the loop when somebody wrote async before a function that blocks")
	d.Choice(&u.computesOn, "computes-on", scenarios.Words("process=a process", "thread=a thread", "loop=the loop"), "Computations run on", "a thread when nobody said that they compute")
	d.Int(&u.cores, "cores", 2, scenarios.Between(1, 8), "Cores", "how many threads the machine can run at once, and how many processes there are")
	d.Duration(&u.spawn, "spawn", 0, scenarios.Between(0, 500*ms), "Starting a process", "how long a process takes until it can do its first job")

	d.Variant("in-turn", "Each call awaited in turn", u.inTurn)
	d.Variant("decides", "All called, then awaited", u.decides)
	d.Headline(u.headline)
	d.Guess("decides", "When are all five calls done, if each runs where it belongs?")

	d.MainParams("compute", "computes", "cores")
	d.Preset("Blocking, but called async", "reads-on=loop")
	d.Preset("Computing on threads", "computes=4&computes-on=thread")
	d.Preset("A process for a small job", "spawn=400ms")
	scenarios.Claims(d, u)
}

// inTurn waits for each result before it makes the next call.
func (u *unsync) inTurn(t *engine.Task) (string, error) {
	lib := u.newLibrary(t)
	var results []string
	for _, c := range u.calls() {
		result, err := lib.run(t, c).Await(t) // [1]
		if err != nil {
			return "", err
		}
		results = append(results, result)
	}
	return strings.Join(results, ", "), nil
}

// decides makes all calls, and asks for results when there is nothing else to do.
func (u *unsync) decides(t *engine.Task) (string, error) {
	lib := u.newLibrary(t)
	var pending []async.Awaitable[string]
	for _, c := range u.calls() {
		pending = append(pending, lib.run(t, c))
	}
	t.Log(strconv.Itoa(len(pending)) + " calls have returned")
	var results []string
	for _, p := range pending {
		result, err := p.Await(t) // [2]
		if err != nil {
			return "", err
		}
		results = append(results, result)
	}
	return strings.Join(results, ", "), nil
}

// run starts a call on the loop, a thread or a process, as the call says, and returns an awaitable of its result.
func (lib *library) run(t *engine.Task, c call) async.Awaitable[string] {
	work := func(t *engine.Task) (string, error) {
		switch c.kind {
		case "fetch":
			return c.name, t.Sleep(c.takes) // [3]
		case "read":
			return c.name, block(t, c.takes) // [4]
		}
		t.Work(lib.startTime(t, c) + c.takes) // [5]
		return c.name, nil
	}
	switch c.on {
	case "loop":
		return async.Go(t, c.name, work)
	case "thread":
		return async.Submit(t, lib.threads, c.name, work)
	}
	return async.Submit(t, lib.processes, c.name, work)
}
