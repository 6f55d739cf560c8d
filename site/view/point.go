package view

import (
	"slices"

	"overlap/chart/svg"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/scenarios"
)

// BarsAt returns the d attribute of a path around the bars of what goes on at a line of the source, "" when nothing does or
// the results have no lines yet.
func BarsAt(rs *scenarios.Results, l *svg.Layout, line int) string {
	runs := map[int]*places{}
	return l.Outline(func(panel int, t *summary.Task, s *summary.Span) bool {
		if runs[panel] == nil {
			runs[panel] = &places{sum: rs.List[panel].Summary()}
			runs[panel].sortMessages()
		}
		return slices.Contains(runs[panel].of(t, s), line)
	})
}

// LinesAt returns the lines of the source at which that goes on which is drawn at a position of the chart.
func LinesAt(rs *scenarios.Results, l *svg.Layout, x, y float64) []int {
	hit, ok := l.At(x, y)
	if !ok || hit.Panel >= len(rs.List) {
		return nil
	}
	in := &places{sum: rs.List[hit.Panel].Summary()}
	t := in.sum.Task(hit.Task)
	if t == nil || hit.Span >= len(t.Spans) {
		return nil
	}
	return in.of(t, &t.Spans[hit.Span])
}

// places knows at which lines of the source a run's tasks are.
type places struct {
	sum *summary.Summary
	to  map[trace.TaskID][]summary.Message // by receiver; nil: all messages are looked through, which is cheaper once
}

func (in *places) sortMessages() {
	in.to = map[trace.TaskID][]summary.Message{}
	for _, m := range in.sum.Messages {
		in.to[m.ToTask] = append(in.to[m.ToTask], m)
	}
}

// of returns the lines at which a task is in a span: where it waits, and where it awaits what waits. The source does not have
// the lines of services: one that works is where the task is that asked it.
func (in *places) of(t *summary.Task, s *summary.Span) (lines []int) {
	if line := int(in.sum.Line(s)); line > 0 {
		lines = append(lines, line)
	}
	at := s.From
	for hops := 0; t != nil && hops < 4; hops++ {
		for _, line := range in.sum.Awaits(t, at) {
			lines = append(lines, int(line))
		}
		if len(lines) > 0 {
			return lines
		}
		if t = in.askedBy(t, at); t != nil {
			if line := lineOf(in.sum, t, at); line > 0 {
				lines = append(lines, line)
			}
		}
	}
	return lines
}

// askedBy returns the task whose message the task got last before an instant, or at it; nil for none.
func (in *places) askedBy(t *summary.Task, at int64) *summary.Task {
	list := in.to[t.ID]
	if in.to == nil {
		list = in.sum.Messages
	}
	for i := len(list) - 1; i >= 0; i-- {
		if m := &list[i]; m.ToTask == t.ID && m.ReceivedAt <= at {
			return in.sum.Task(m.FromTask)
		}
	}
	return nil
}
