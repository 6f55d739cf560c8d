package scene

import (
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// The vocabulary of waits. Legend, bars, tables, tips and the panel of the event loop all say that a task is waiting for a
// thing, or answering, with these words.

// lookWords describe looks of which nothing is known about what is waited for.
var lookWords = [Looks]string{
	Thin: "waiting for a reply", Waiting: "waiting for time to pass", Held: "waiting for its turn",
	Retrying: "waiting for the next try", Endless: "waiting for ever",
	Ready: "ready, not its turn", Running: "running", Owned: "holding the lock",
	InPlain: "another state", InGood: "lets all pass", InLimited: "lets some pass", InBad: "lets nothing pass",
}

// answering is what a task does that serves a client and sleeps: its sleep stands for its work.
const answering = "answering"

// thing is what waits of a kind are for: some such thing, and what stands before the name of one.
type thing struct{ some, named string }

var things = [...]thing{
	trace.WhySleep: {"time to pass", ""}, trace.WhyTask: {"another task", ""}, trace.WhyRead: {"a reply", "a reply from "},
	trace.WhyWrite: {"room to write", "room to write to "}, trace.WhyConnect: {"a connection", "a connection to "},
	trace.WhyAccept: {"a client", "a client of "}, trace.WhyLock: {"a lock", ""}, trace.WhyEvent: {"an event", "the event "},
	trace.WhyQueue: {"a queue", "the queue "}, trace.WhyExecutor: {"a thread or process", "a thread or process of "},
	trace.WhyCPU: {"a core", ""}, trace.WhySemaphore: {"a permit", "a permit of "}, trace.WhyLimiter: {"a token", "a token of "},
	trace.WhyCondition: {"a condition", "the condition "}, trace.WhyBarrier: {"a barrier", "the barrier "},
	trace.WhyFuture: {"a future", "the future "}, trace.WhyGather: {"other tasks", "all of "}, trace.WhyWait: {"other tasks", ""},
	trace.WhyNursery: {"other tasks", "the nursery "}, trace.WhyRetry: {"the next try to connect", "the next try to connect to "},
	trace.WhyOutside: {"an answer", "an answer of "},
}

// Thing says what a wait of a kind is for: "a permit of connections", or "a permit" without a name; "" for 0.
func Thing(w trace.Why, name string) string {
	switch {
	case int(w) >= len(things):
		return w.String() + " " + name
	case name == "" || w == trace.WhySleep:
		return things[w].some
	}
	return things[w].named + name
}

// noun names what a task waits for in a bar, "" when the task runs, is ready or waits for ever. Waits of the kind WhyCPU have
// the name in the trace: "a core" or "the GIL".
func (s *Strip) noun(it *Item, b *Bar) string {
	switch {
	case b.Look == Waiting && b.Why == 0:
		return Thing(trace.WhySleep, "")
	case b.Why == trace.WhyRead && it.Task.Serves:
		return "a request"
	case b.Why == trace.WhyCPU:
		return Thing(b.Why, s.Summary.Trace.String(it.Task.Spans[b.Ref].Text))
	}
	return Thing(b.Why, "")
}

// Waits says what a task does that waits: "is answering", or "waits for a permit of connections" where name is
// "connections".
func Waits(t *summary.Task, w trace.Why, name string) string {
	switch {
	case t == nil:
	case t.Serves && w == trace.WhySleep:
		return "is " + answering
	case t.Serves && w == trace.WhyRead:
		return "waits for a request from " + name
	}
	return "waits for " + Thing(w, name)
}

// Doing returns what an item does in a bar, as tables say it.
func (s *Strip) Doing(it *Item, b *Bar) string {
	switch {
	case b.Look >= InPlain:
		return b.Label
	case it.Task == nil:
		return lookWords[b.Look]
	case b.Look == Waiting && it.Task.Serves:
		return answering
	}
	if what := s.noun(it, b); what != "" {
		return "waiting for " + what
	}
	return lookWords[b.Look]
}
