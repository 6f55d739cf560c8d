package scene

import (
	"iter"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// Look is how a bar is drawn. It is coarser than the trace's states and reasons: seven looks can be told
// apart at a glance, twelve cannot; the pointer and the table have the exact words.
type Look uint8

const (
	Thin     Look = iota // waits for another task's end or for the other end of a connection
	Waiting              // waits for time to pass
	Held                 // waits for something that other tasks have: a lock, room in a queue, a core
	Retrying             // waits until a dropped connection request is sent again
	Endless              // waits for ever, in a deadlock
	Ready                // could go on, but the loop runs another task
	Running              // has the processor
	Owned                // in a resource's lane: a task holds the resource
	InPlain              // in the lane of a thing that has states: a state of the tone trace.Plain, and so on in the order of tones
	InGood
	InLimited
	InBad
	Looks // number of looks
)

// lookOf returns how a span is drawn.
//
// A sleep is drawn as a box and a read as a thin line because the sleep is where the time goes. A client that reads
// from a service waits as long as the service's own box, and a second box would show that wait twice.
func lookOf(s *summary.Span) Look {
	switch s.State {
	case trace.Running:
		return Running
	case trace.Ready:
		return Ready
	}
	switch s.Why {
	case trace.WhySleep, trace.WhyOutside: // the box stands for another's work, which nothing else shows
		return Waiting
	case trace.WhyLock, trace.WhySemaphore, trace.WhyLimiter, trace.WhyEvent, trace.WhyCondition, trace.WhyBarrier, trace.WhyFuture, trace.WhyQueue, trace.WhyCPU:
		return Held
	case trace.WhyRetry:
		return Retrying
	}
	return Thin
}

// Caption is a label that is written once although several bars in a row have it.
type Caption struct {
	Text        string
	first, last int // the bars
}

// Captions returns the labels to write into an item's bars, each once for neighbouring bars that share it. A label that
// is the row's name is left out. None is kept: the holds of a lock can have ten thousand.
func (it *Item) Captions(r *Row) iter.Seq[Caption] {
	return func(yield func(Caption) bool) {
		now := Caption{}
		for i := range it.Bars {
			text := it.Bars[i].Label
			if text == r.Name {
				text = ""
			}
			switch {
			case it.Bars[i].Look == Thin:
				continue
			case text == now.Text:
				now.last = i
				continue
			case now.Text != "" && !yield(now):
				return
			}
			now = Caption{text, i, i}
		}
		if now.Text != "" {
			yield(now)
		}
	}
}

// BestBar returns the caption's first bar that has the room it needs, or else the bar with the most room, and that bar's
// room. Thin bars have none.
func (g *Caption) BestBar(it *Item, need float64, room func(bar int) float64) (best int, most float64) {
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
