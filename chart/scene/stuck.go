package scene

import (
	"slices"

	"overlap/engine/trace"
)

// A run that ends in a deadlock is given up at the instant at which nothing can happen any more. Its tasks wait on:
// they are drawn to the end of the axis, and say for whom.

// find returns the index of a task among those who are stuck, which are in order of their numbers; -1 when it is not.
func find(all []Stuck, id trace.TaskID) int {
	if len(all) == 0 {
		return -1
	}
	n, found := slices.BinarySearchFunc(all, id, func(k Stuck, id trace.TaskID) int { return int(k.Task - id) })
	if !found {
		return -1
	}
	return n
}

// cycles returns which of those who are stuck wait, over others or not, for themselves.
func cycles(all []Stuck) []bool {
	in, walk := make([]bool, len(all)), make([]int, len(all))
	for i := range all {
		n := i
		for n >= 0 && walk[n] == 0 {
			walk[n] = i + 1
			n = find(all, all[n].By)
		}
		if n >= 0 && walk[n] == i+1 { // this walk has been here before
			for !in[n] {
				in[n] = true
				n = find(all, all[n].By)
			}
		}
	}
	return in
}

// Ring returns the tasks that wait, over others or not, for themselves: arrows between them make a ring.
func (s *Strip) Ring() (list []Stuck) {
	for i, in := range cycles(s.Stuck) {
		if in {
			list = append(list, s.Stuck[i])
		}
	}
	return list
}

// waitsFor says for what and for whom a task waits for ever: "waits for lock2, held by B".
func (r *reader) waitsFor(k Stuck) string {
	t, by := r.Summary.Task(k.Task), r.Summary.Task(k.By)
	last := &t.Spans[len(t.Spans)-1]
	what := r.Summary.Trace.String(last.Text)
	switch {
	case last.Why == trace.WhyTask && by != nil:
		return "waits for " + by.Name
	case what == "":
		what = noun(last.Why)
	}
	if by == nil || !last.Why.Held() {
		return "waits for " + what
	}
	return "waits for " + what + ", held by " + by.Name
}
