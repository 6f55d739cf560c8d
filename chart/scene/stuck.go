package scene

import (
	"slices"

	"overlap/engine/trace"
)

// A run that ends in a deadlock stops at the instant from which nothing can happen any more. Its stuck tasks are drawn
// to the end of the axis, with the name of the task that they wait for.

// indexOfStuck returns the index of a task in a list that is in order of task numbers, -1 when the task is not in it.
func indexOfStuck(all []Stuck, id trace.TaskID) int {
	if len(all) == 0 {
		return -1
	}
	n, found := slices.BinarySearchFunc(all, id, func(k Stuck, id trace.TaskID) int { return int(k.Task - id) })
	if !found {
		return -1
	}
	return n
}

// inCycles reports for each stuck task whether it waits, directly or through others, for itself.
func inCycles(all []Stuck) []bool {
	in, walk := make([]bool, len(all)), make([]int, len(all))
	for i := range all {
		n := i
		for n >= 0 && walk[n] == 0 {
			walk[n] = i + 1
			n = indexOfStuck(all, all[n].By)
		}
		if n >= 0 && walk[n] == i+1 { // this walk has been here before
			for !in[n] {
				in[n] = true
				n = indexOfStuck(all, all[n].By)
			}
		}
	}
	return in
}

// Ring returns the stuck tasks that wait, directly or through others, for themselves: arrows between them make a ring.
func (s *Strip) Ring() (list []Stuck) {
	for i, in := range inCycles(s.Stuck) {
		if in {
			list = append(list, s.Stuck[i])
		}
	}
	return list
}

// waitsFor says what a stuck task waits for and who holds it: "waits for lock2, held by B".
func (r *reader) waitsFor(k Stuck) string {
	t, by := r.Summary.Task(k.Task), r.Summary.Task(k.By)
	last := &t.Spans[len(t.Spans)-1]
	what := r.Summary.Trace.String(last.Text)
	switch {
	case last.Why == trace.WhyTask && by != nil:
		return "waits for " + by.Name
	default:
		what = Thing(last.Why, what)
	}
	if by == nil || !last.Why.HasHolder() {
		return "waits for " + what
	}
	return "waits for " + what + ", held by " + by.Name
}
