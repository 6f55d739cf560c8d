package advice

import (
	"sort"
	"time"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/quantity"
)

// mostCompared bounds the search for waits: a lock that thousands of tasks fight for shows in the first of its holds.
const mostCompared = 2_000_000

// stretch is a wait of one task for a lock.
type stretch struct{ from, to int64 }

// locks finds locks that their holders kept while they waited for something else, and others for the lock. An oven is meant to be
// waited for; what a download needs no lock for is not.
func (a *adviser) locks() {
	waits, compared := a.waitsForLocks(), 0
	for i := range a.sum.Holds {
		h := &a.sum.Holds[i]
		holder := a.sum.Task(h.Task)
		if holder == nil || len(waits[h.Ref]) == 0 || compared > mostCompared {
			continue
		}
		waited := waitWithin(holder, h)
		if waited == nil {
			continue
		}
		others, lost := 0, time.Duration(0)
		for _, w := range waits[h.Ref] {
			if compared++; w.from < h.To && w.to > h.From {
				others++
				lost = max(lost, time.Duration(min(w.to, h.To)-max(w.from, h.From)))
			}
		}
		if lost < worth {
			continue
		}
		file, line := a.run.Place(int(waited.Record))
		a.add("lock", a.place(file, line, 0), holder.Name+" holds "+h.Name+" while it waits for "+quantity.Duration(time.Duration(waited.Len()))+
			", and "+quantity.Plural(others, "task")+" for "+h.Name+" meanwhile: right if that wait is what the lock is for", lost)
	}
}

// waitsForLocks returns the waits for each lock, by its number.
func (a *adviser) waitsForLocks() map[int32][]stretch {
	waits := map[int32][]stretch{}
	for i := range a.sum.Tasks {
		for _, s := range a.sum.Tasks[i].Spans {
			if s.State == trace.Waiting && s.Why == trace.WhyLock {
				waits[s.Ref] = append(waits[s.Ref], stretch{s.From, s.To})
			}
		}
	}
	return waits
}

// waitWithin returns the longest wait of a task while it held a lock, nil when it did not wait.
func waitWithin(t *summary.Task, h *summary.Hold) (longest *summary.Span) {
	first := sort.Search(len(t.Spans), func(k int) bool { return t.Spans[k].From >= h.From })
	for k := first; k < len(t.Spans) && t.Spans[k].To <= h.To; k++ {
		s := &t.Spans[k]
		if s.State == trace.Waiting && s.Len() >= int64(worth) && (longest == nil || s.Len() > longest.Len()) {
			longest = s
		}
	}
	return longest
}
