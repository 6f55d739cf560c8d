package report

import (
	"errors"
	"strconv"
	"strings"

	"overlap/chart/scene"
	"overlap/engine"
	"overlap/engine/trace"
)

// Reason says in one line why a run failed. For a deadlock it names the ring of tasks that wait for each other, or the
// number of tasks that wait for ever when there is no ring; Deadlock has the details.
func Reason(err error) string {
	d, ok := errors.AsType[*engine.DeadlockError](err)
	switch {
	case !ok:
		return err.Error()
	case d.Cycle != nil:
		return "deadlock: " + strings.Join(d.Cycle, " → ")
	case len(d.Blocked) == 1:
		return "deadlock: " + d.Blocked[0].Task + " waits for ever"
	}
	return "deadlock: " + strconv.Itoa(len(d.Blocked)) + " tasks wait for ever"
}

// Brief is Reason for places that show the details of a deadlock themselves: it says only "deadlock".
func Brief(err error) string {
	if _, ok := errors.AsType[*engine.DeadlockError](err); ok {
		return "deadlock"
	}
	return Reason(err)
}

// Deadlock returns a line for each task that waits for ever, such as "A waits for lock 2, held by B"; nil when the run
// did not end in a deadlock.
func Deadlock(err error) (lines []string) {
	if d, ok := errors.AsType[*engine.DeadlockError](err); ok {
		for _, b := range d.Blocked {
			lines = append(lines, b.String())
		}
	}
	return lines
}

// Stuck returns the tasks that charts draw as waiting for ever, in order of their numbers; nil when the run did not end in
// a deadlock.
func Stuck(err error) (list []scene.Stuck) {
	if d, ok := errors.AsType[*engine.DeadlockError](err); ok {
		for _, b := range d.Blocked {
			list = append(list, scene.Stuck{Task: b.ID, By: b.ByID})
		}
	}
	return list
}

// waits say what a task does that waits for a thing of each kind. The thing's name follows.
var waits = [...]string{
	trace.WhyTask: "waits for ", trace.WhyRead: "waits for bytes from ", trace.WhyWrite: "waits for room to write to ",
	trace.WhyConnect: "waits for a connection to ", trace.WhyAccept: "waits for a client at ", trace.WhyLock: "waits for its turn with ",
	trace.WhyEvent: "waits until ", trace.WhyQueue: "waits at the queue ", trace.WhyExecutor: "waits for a thread with ", trace.WhyCPU: "waits for ",
	trace.WhySemaphore: "waits for a permit of ", trace.WhyLimiter: "waits for a token of ", trace.WhyCondition: "waits to be notified of ",
	trace.WhyBarrier: "waits at the barrier ", trace.WhyFuture: "waits for the future ", trace.WhyGather: "waits for gather of ",
	trace.WhyWait: "waits for ", trace.WhyNursery: "waits for the nursery ",
}

// Waits says what a waiting task does: "sleeps" or "waits for a permit of connections", where what is "connections".
func Waits(why trace.Why, what string) string {
	switch {
	case why == trace.WhySleep:
		return "sleeps"
	case int(why) >= len(waits) || what == "":
		return "waits for " + why.String()
	}
	return waits[why] + what
}
