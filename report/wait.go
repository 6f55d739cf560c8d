package report

import (
	"overlap/engine/trace"
)

// waits are what a task does that waits for a thing of each kind; the thing's name follows.
var waits = [...]string{
	trace.WhyTask: "waits for ", trace.WhyRead: "waits for bytes from ", trace.WhyWrite: "waits for room to write to ",
	trace.WhyConnect: "waits for a connection to ", trace.WhyAccept: "waits for a client at ", trace.WhyLock: "waits for its turn with ",
	trace.WhyEvent: "waits until ", trace.WhyQueue: "waits at the queue ", trace.WhyExecutor: "waits for a thread with ", trace.WhyCPU: "waits for ",
	trace.WhySemaphore: "waits for a permit of ", trace.WhyLimiter: "waits for a token of ", trace.WhyCondition: "waits to be notified of ",
	trace.WhyBarrier: "waits at the barrier ", trace.WhyFuture: "waits for the future ", trace.WhyGather: "waits for gather of ",
	trace.WhyWait: "waits for ", trace.WhyNursery: "waits for the nursery ",
}

// Waits says what a waiting task does: "sleeps", "waits for a permit of connections". what is the thing's name.
func Waits(why trace.Why, what string) string {
	switch {
	case why == trace.WhySleep:
		return "sleeps"
	case int(why) >= len(waits) || what == "":
		return "waits for " + why.String()
	}
	return waits[why] + what
}
