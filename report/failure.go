package report

import (
	"errors"
	"strconv"
	"strings"

	"overlap/chart/scene"
	"overlap/chart/words"
	"overlap/engine"
	"overlap/quantity"
	"overlap/scenarios"
)

// Reason says in one line why a run failed. For a deadlock it names the ring of tasks that wait for each other, or the
// number of tasks that wait for ever when there is no ring; Deadlock has the details.
func Reason(err error) string {
	d, ok := errors.AsType[*engine.DeadlockError](err)
	switch {
	case !ok:
		return words.Said(err.Error())
	case d.Cycle != nil:
		return "deadlock: " + strings.Join(d.Cycle, " → ")
	case len(d.Blocked) == 1:
		return "deadlock: " + d.Blocked[0].Task + " waits for ever"
	}
	return "deadlock: " + strconv.Itoa(len(d.Blocked)) + " tasks wait for ever"
}

// Total says how long a run took, and that it failed, was stopped or ended in a deadlock.
func Total(r *scenarios.Result) string {
	total := quantity.Duration(r.Total)
	switch {
	case r.Err == nil:
		return total
	case Stuck(r.Err) != nil:
		return "deadlock after " + total
	case r.Stopped():
		return "stopped after " + total
	}
	return "failed after " + total
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
