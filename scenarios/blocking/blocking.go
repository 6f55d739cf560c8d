// Package blocking is the scenario of calls that block, made from a program on an event loop.
package blocking

import (
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the blocked loop.
var Scenario = &scenarios.Scenario{
	ID:       "blocking",
	Title:    "Blocking the loop",
	Question: "Three coroutines, gathered, each call a function that blocks for one second. How long do they take, and what becomes of everything else on the event loop?",
	Topic:    scenarios.ThreadsAndProcesses,
	Level:    2,
	Declare:  declare,
}

type blocking struct {
	calls       int
	kind        string
	each, every time.Duration
	cores       int
}

func declare(d *scenarios.Declaration) {
	b := &blocking{}
	d.Int(&b.calls, "calls", 3, scenarios.Between(1, 5), "Calls", "how many calls are made at once")
	d.Choice(&b.kind, "kind", scenarios.Words("waiting", "computing"), "A call is", "what a call spends its time on")
	d.Duration(&b.each, "each", time.Second, scenarios.Between(10*time.Millisecond, 2*time.Second),
		"A call takes", "how long a call blocks whoever makes it")
	d.Duration(&b.every, "heartbeat", 10*time.Millisecond, scenarios.Between(5*time.Millisecond, 100*time.Millisecond),
		"Heartbeat", "how often another task of the loop wants a turn")
	d.Int(&b.cores, "cores", 2, scenarios.Between(1, 8), "Cores", "how many threads the machine can run at once")
	d.Live("each", "heartbeat")

	d.Variant("inline", "Inside the coroutines", b.inline)
	d.Variant("threads", "Handed to threads", b.threads)
	d.Variant("processes", "Handed to processes", b.processes)
	d.Variant("native", "Native async", b.native)
	d.Headline(b.headline)
	d.GuessWhich("Three coroutines are gathered, and each blocks for a second. How long do they take?", inlineTakes, "1 s", "2 s", "3 s")

	d.MainParams("kind", "each", "cores")
	d.Preset("A burst of computing", "calls=1&kind=computing&each=500ms")
	d.Preset("Three bursts, two cores", "kind=computing&each=300ms")
	d.Preset("A short block", "calls=1&each=100ms")
	scenarios.Claims(d, b)
}

// inline makes the call as an ordinary function call: the loop gets no turn until it returns.
func (b *blocking) inline(t *engine.Task) (string, error) {
	return b.gather(t, func(t *engine.Task) error {
		t.Work(b.each) // [1]
		return nil
	})
}

// native waits as coroutines do, and computes in small pieces.
func (b *blocking) native(t *engine.Task) (string, error) {
	return b.gather(t, func(t *engine.Task) error {
		if b.kind == "waiting" {
			return t.Sleep(b.each) // [2]
		}
		const piece = 5 * time.Millisecond
		for left := b.each; left > 0; left -= piece {
			t.Work(min(left, piece))
			if err := t.Sleep(0); err != nil { // [3]
				return err
			}
		}
		return nil
	})
}

// gather makes each call in a task of the loop.
func (b *blocking) gather(t *engine.Task, call func(*engine.Task) error) (string, error) {
	b.startHeartbeat(t)
	var calls []*async.Coroutine[string]
	for i := range b.calls {
		calls = append(calls, async.Call(t, "call "+strconv.Itoa(i+1), func(t *engine.Task) (string, error) { return reply(i), call(t) }))
	}
	replies, err := async.Gather(t, calls...) // [4]
	return strings.Join(replies, ", "), err
}

func (b *blocking) threads(t *engine.Task) (string, error) {
	t.Loop().SetCores(b.cores)
	return b.handOver(t, async.NewThreads(t, "threads", b.calls, t.Loop().GIL()))
}

func (b *blocking) processes(t *engine.Task) (string, error) {
	t.Loop().SetCores(b.cores)
	return b.handOver(t, async.NewProcesses(t, "processes", b.calls))
}

// handOver has workers make the calls: the workers are blocked, and the loop is not.
func (b *blocking) handOver(t *engine.Task, pool *async.Executor) (string, error) {
	b.startHeartbeat(t)
	var numbers []int
	for i := range b.calls {
		numbers = append(numbers, i)
	}
	replies, err := async.Map(t, pool, "call", numbers, func(worker *engine.Task, i int) (string, error) { // [5]
		if b.kind == "waiting" {
			return reply(i), worker.Sleep(b.each) // [6]
		}
		worker.Work(b.each) // [7]
		return reply(i), nil
	})
	return strings.Join(replies, ", "), err
}

// startHeartbeat starts a task that wants a short turn again and again, as other tasks of the loop would.
func (b *blocking) startHeartbeat(t *engine.Task) {
	t.Go("heartbeat", func(t *engine.Task) error {
		t.Daemon()
		for t.Sleep(b.every) == nil { // [8]
		}
		return nil
	})
}

func reply(i int) string { return "reply " + strconv.Itoa(i+1) }
