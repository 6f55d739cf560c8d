package report

import (
	"errors"
	"strconv"
	"strings"

	"overlap/chart/scene"
	"overlap/engine"
)

// Reason says in one line why a run failed. Of a deadlock that is the ring of tasks that wait for each other, or how many
// wait for ever where they make no ring; Deadlock says who waits for what.
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

// Brief is Reason where who waits for whom is said beside it: a deadlock is "deadlock".
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

// Stuck returns who waits for ever and who could end the wait, in order of the tasks' numbers, for charts to draw; nil
// when the run did not end in a deadlock.
func Stuck(err error) (list []scene.Stuck) {
	if d, ok := errors.AsType[*engine.DeadlockError](err); ok {
		for _, b := range d.Blocked {
			list = append(list, scene.Stuck{Task: b.ID, By: b.ByID})
		}
	}
	return list
}
