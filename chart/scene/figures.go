package scene

import (
	"slices"
	"time"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// Figures are what sentences and tables say about one panel.
type Figures struct {
	Waits  int           // the most waits that went on at once
	Waited time.Duration // how long all of them were together
}

// waitSpan is a wait for something that happens without the tasks of the run.
type waitSpan struct{ from, to int64 }

// Figures counts waits where they end: a client that waits for a service waits for the service's timer, and
// counting both would count it twice. Only where no task waits for a timer, because what is waited for is
// outside of the run, the waits for replies count.
func (p *Panel) Figures() Figures {
	spans := p.waitsOf(func(s *summary.Span, _ *summary.Task) bool { return lookOf(s) == Waiting })
	if len(spans) == 0 {
		spans = p.waitsOf(func(s *summary.Span, t *summary.Task) bool {
			return !t.Daemon && lookOf(s) == Thin && !s.Why.Tasks() && s.Why != trace.WhyAccept
		})
	}
	f := Figures{Waits: peakOf(spans)}
	for _, s := range spans {
		f.Waited += time.Duration(s.to - s.from)
	}
	return f
}

// RanAtOnce returns the most tasks that ran at once, which takes threads.
func (p *Panel) RanAtOnce() int {
	return peakOf(p.spansOf(func(s *summary.Span, _ *summary.Task) bool { return s.State == trace.Running }))
}

func (p *Panel) waitsOf(is func(*summary.Span, *summary.Task) bool) []waitSpan {
	return p.spansOf(func(s *summary.Span, t *summary.Task) bool { return s.State == trace.Waiting && is(s, t) })
}

func (p *Panel) spansOf(is func(*summary.Span, *summary.Task) bool) []waitSpan {
	var spans []waitSpan
	f := frame{from: int64(p.Began), to: p.last()}
	for i := range p.Summary.Tasks {
		t := &p.Summary.Tasks[i]
		if t.Daemon && t.Group == "" {
			continue // it works for nobody: a heartbeat
		}
		for k := range t.Spans {
			s := &t.Spans[k]
			if from, to := f.clip(s.From, s.To); from < to && is(s, t) {
				spans = append(spans, waitSpan{from, to})
			}
		}
	}
	return spans
}

// peakOf returns the most spans at once; one that begins as another ends is not at once with it.
func peakOf(spans []waitSpan) int {
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
