package scene

import (
	"slices"
	"time"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// Figures are the numbers that sentences and tables give of one panel.
type Figures struct {
	Waits  int           // the most waits at once
	Waited time.Duration // the length of all waits, added up
}

// interval is a stretch of a trace, in its instants.
type interval struct{ from, to int64 }

// Figures counts the waits for timers only: a client that waits for a service waits, in the end, for the service's timer,
// and counting both would count one wait twice. When no task waits for a timer, because the services are outside of the
// run, it counts the waits for replies.
func (p *Panel) Figures() Figures {
	spans := p.waitsOf(func(s *summary.Span, _ *summary.Task) bool { return lookOf(s) == Waiting })
	if len(spans) == 0 {
		spans = p.waitsOf(func(s *summary.Span, t *summary.Task) bool {
			return !t.Daemon && lookOf(s) == Thin && !s.Why.ForTasks() && s.Why != trace.WhyAccept
		})
	}
	f := Figures{Waits: peakOf(spans)}
	for _, s := range spans {
		f.Waited += time.Duration(s.to - s.from)
	}
	return f
}

// RanAtOnce returns the most tasks that ran at once; without threads that is 1.
func (p *Panel) RanAtOnce() int {
	return peakOf(p.spansOf(func(s *summary.Span, _ *summary.Task) bool { return s.State == trace.Running }))
}

func (p *Panel) waitsOf(counts func(*summary.Span, *summary.Task) bool) []interval {
	return p.spansOf(func(s *summary.Span, t *summary.Task) bool { return s.State == trace.Waiting && counts(s, t) })
}

func (p *Panel) spansOf(counts func(*summary.Span, *summary.Task) bool) []interval {
	spans := make([]interval, 0, len(p.Summary.Tasks)) // most tasks wait once
	f := frame{from: int64(p.Began), to: p.lastInstant()}
	for i := range p.Summary.Tasks {
		t := &p.Summary.Tasks[i]
		if t.Daemon && t.Group == "" {
			continue // a heartbeat or another task that serves no client
		}
		for k := range t.Spans {
			s := &t.Spans[k]
			if from, to := f.clip(s.From, s.To); from < to && counts(s, t) {
				spans = append(spans, interval{from, to})
			}
		}
	}
	return spans
}

// peakOf returns the most intervals at once. An interval does not overlap with another that ends when it begins.
func peakOf(spans []interval) int {
	froms, tos := make([]int64, len(spans)), make([]int64, len(spans))
	for i, s := range spans {
		froms[i], tos[i] = s.from, s.to
	}
	slices.Sort(froms)
	slices.Sort(tos)
	most, ended := 0, 0
	for begun, at := range froms {
		for tos[ended] <= at {
			ended++
		}
		most = max(most, begun+1-ended)
	}
	return most
}

// TaskCount counts a panel's tasks: the program's own, and those of servers and pools, which it did not write down.
func TaskCount(s *summary.Summary) (own, serving int) {
	for i := range s.Tasks {
		if t := &s.Tasks[i]; t.Daemon || t.Serves {
			serving++
		} else {
			own++
		}
	}
	return own, serving
}
