package chart

import (
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// look is how a span is drawn. It is coarser than the trace's states and reasons: six looks can be told
// apart at a glance, twelve cannot; the pointer and the table have the exact words.
type look uint8

const (
	thin    look = iota // waits for another task's end or for the other end of a connection
	waits               // waits for time to pass: what it asked for goes on elsewhere
	held                // waits for what someone else has: a lock, a queue, a core
	stuck               // the same for ever, in a deadlock
	ready               // could go on; the loop is busy with another
	running             // has the processor
	owned               // of a resource's lane: somebody has it
	looks               // how many there are
)

// lookNames are the ends of class names and ids.
var lookNames = [looks]string{thin: "thin", waits: "wait", held: "held", stuck: "stuck", ready: "ready", running: "run", owned: "owned"}

// lookWords are what legends and tables say where it does not depend on what is waited for.
var lookWords = [looks]string{
	thin: "waiting for a reply", waits: "waiting", held: "waiting for its turn",
	stuck: "waiting for ever",
	ready: "ready, not its turn", running: "running", owned: "holding the lock",
}

// lookOf returns how a span is drawn.
//
// A sleep is drawn as a box and a read as a thin line because of where the time goes. Whoever reads from a
// service waits exactly as long as the service's own box is long, so two boxes would show one wait twice.
func lookOf(s *summary.Span) look {
	switch s.State {
	case trace.Running:
		return running
	case trace.Ready:
		return ready
	case holding:
		return owned
	case forever:
		return stuck
	}
	switch s.Why {
	case trace.WhySleep:
		return waits
	case trace.WhyLock, trace.WhySemaphore, trace.WhyLimiter, trace.WhyEvent, trace.WhyCondition, trace.WhyBarrier, trace.WhyFuture, trace.WhyQueue, trace.WhyCPU:
		return held
	}
	return thin
}
