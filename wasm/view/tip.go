package view

import (
	"strconv"
	"time"

	"overlap/chart"
	"overlap/engine/trace"
	"overlap/scenarios"
)

// Tip returns what a pointer at a position of the chart is told, "" where nothing is drawn.
func Tip(rs *scenarios.Results, l *chart.Layout, x, y float64) string {
	hit, ok := l.At(x, y)
	if !ok || hit.Panel >= len(rs.List) {
		return ""
	}
	r := rs.List[hit.Panel]
	t := r.Summary().Task(hit.Task)
	if t == nil || hit.Span >= len(t.Spans) {
		return ""
	}
	s := &t.Spans[hit.Span]
	text := "<strong>" + esc(nameOf(t, s.From)) + "</strong> " + esc(doing(r, s)) + "<br>" + since(r, s.From) + " – " + since(r, s.To)
	if s.Len() > 0 {
		text += " (" + chart.Duration(time.Duration(s.Len())) + ")"
	}
	if s.Line > 0 {
		text += ", line " + strconv.Itoa(int(s.Line))
	}
	return text
}

// doing says what a task does in a span.
func doing(r *scenarios.Result, s *trace.Span) string {
	switch s.State {
	case trace.Running:
		return "runs"
	case trace.Ready:
		return "is ready, but it is not its turn"
	}
	return reason(r, s.Why, r.Trace.String(s.Text), trace.Never)
}
