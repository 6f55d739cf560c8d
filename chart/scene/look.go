package scene

import (
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// Look is how a bar is drawn. It is coarser than the trace's states and reasons: six looks can be told
// apart at a glance, twelve cannot; the pointer and the table have the exact words.
type Look uint8

const (
	Thin    Look = iota // waits for another task's end or for the other end of a connection
	Waiting             // waits for time to pass: what it asked for goes on elsewhere
	Held                // waits for what someone else has: a lock, a queue, a core
	Endless             // the same for ever, in a deadlock
	Ready               // could go on; the loop is busy with another
	Running             // has the processor
	Owned               // of a resource's lane: somebody has it
	Looks               // how many there are
)

// lookOf returns how a span is drawn.
//
// A sleep is drawn as a box and a read as a thin line because of where the time goes. Whoever reads from a
// service waits exactly as long as the service's own box is long, so two boxes would show one wait twice.
func lookOf(s *summary.Span) Look {
	switch s.State {
	case trace.Running:
		return Running
	case trace.Ready:
		return Ready
	}
	switch s.Why {
	case trace.WhySleep:
		return Waiting
	case trace.WhyLock, trace.WhySemaphore, trace.WhyLimiter, trace.WhyEvent, trace.WhyCondition, trace.WhyBarrier, trace.WhyFuture, trace.WhyQueue, trace.WhyCPU:
		return Held
	}
	return Thin
}

// Sign is what a task works on and the bars in an item that are about it, from one of them to another.
type Sign struct {
	Text        string
	first, last int
}

// Signs returns what is to be written into an item's bars: each text once for the bars that follow each
// other and are about the same. What the row is named after need not be said again.
func (it *Item) Signs(r *Row) []Sign {
	var signs []Sign
	before := ""
	for i := range it.Bars {
		if it.Bars[i].Look == Thin {
			continue
		}
		text := it.Bars[i].Label
		switch {
		case text == "" || text == r.Name:
		case text == before:
			signs[len(signs)-1].last = i
		default:
			signs = append(signs, Sign{text, i, i})
		}
		before = text
	}
	return signs
}

// Place returns the first of the sign's bars with the room it needs, or else the one with the most, and
// how much that is.
func (g *Sign) Place(it *Item, need float64, room func(bar int) float64) (best int, most float64) {
	best = g.first
	for i := g.first; i <= g.last && most < need; i++ {
		if it.Bars[i].Look == Thin {
			continue
		}
		if n := room(i); n > most {
			best, most = i, n
		}
	}
	return best, most
}
