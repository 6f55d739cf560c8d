package view

import (
	"cmp"
	"strconv"
	"time"

	"overlap/chart/scene"
	"overlap/chart/svg"
	"overlap/chart/words"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/quantity"
	"overlap/report"
	"overlap/scenarios"
)

// Tip returns the inside of the tooltip for a position of the chart, "" where nothing is drawn.
func Tip(rs *scenarios.Results, l *svg.Layout, x, y float64) string {
	if hit, ok := l.At(x, y); ok {
		return tip(rs, hit)
	}
	if d, at := l.DensityAt(x, y); d != nil {
		return "<strong>" + esc(d.Name) + "</strong> " + words.DensityText(d, at) + "<br>" + quantity.Duration(at)
	}
	return ""
}

// Said returns in HTML what is at a spot of the chart, for a screen reader; "" where nothing is.
func Said(rs *scenarios.Results, l *svg.Layout, spot *svg.Spot) string {
	if hit, ok := l.HitAt(spot); ok {
		return tip(rs, hit) + "<br>" + esc(rs.List[hit.Panel].Variant.Title)
	}
	return ""
}

func tip(rs *scenarios.Results, hit svg.Hit) string {
	if hit.Panel >= len(rs.List) {
		return ""
	}
	r := rs.List[hit.Panel]
	if h := hit.Hold; h != nil {
		return "<strong>" + esc(h.Name) + "</strong> " + esc("is held by "+hit.Holder) + "<br>" + timeSpan(r, h.From, h.To)
	}
	if s := hit.Status; s != nil {
		return "<strong>" + esc(s.Of) + "</strong> " + esc("is "+s.Text) + "<br>" + timeSpan(r, s.From, s.To)
	}
	t := r.Summary().Task(hit.Task)
	if t == nil || hit.Span >= len(t.Spans) {
		return ""
	}
	s := &t.Spans[hit.Span]
	when := timeSpan(r, s.From, s.To)
	if stuck(r, t, hit.Span) {
		when = quantity.Duration(report.Since(r, s.From)) + " – for ever"
	}
	text := "<strong>" + esc(report.NameAt(t, s.From)) + "</strong> " + esc(activity(r, t, s)) + "<br>" + when
	if line := r.Summary().Line(s); line > 0 {
		text += ", " + esc(cmp.Or(r.Variant.File, rs.Scenario.ID+".go")) + " line " + strconv.Itoa(int(line))
	}
	return text + marksIn(r, s, hit.Task) + endOf(r, t, hit.Span)
}

// marksIn lists the first marks that a task made in a span.
func marksIn(r *scenarios.Result, s *summary.Span, id trace.TaskID) (text string) {
	const most = 3
	n := 0
	for _, m := range r.Summary().Marks {
		if m.Task == id && s.From <= m.At && m.At <= s.To {
			if n++; n <= most {
				text += "<br>◆ " + esc(m.Text)
			}
		}
	}
	return text
}

// endOf says why a span ended: the task's own end, or who woke it.
func endOf(r *scenarios.Result, t *summary.Task, span int) string {
	last := t.Spans[span].To == t.EndedAt
	switch {
	case last && t.Outcome == summary.Failed:
		return "<br><b>✕ failed</b>" + esc(why(": ", t.Error))
	case last && t.Left():
		return "<br>cut off by the program's end"
	case last && t.Outcome == summary.Cancelled && !t.Daemon:
		return "<br><b>cancelled</b>: " + esc(words.Said(t.Error))
	case span == len(t.Spans)-1 || last || t.Spans[span].State != trace.Waiting || t.Spans[span+1].State != trace.Ready:
		return ""
	}
	if by := r.Summary().Task(trace.TaskID(t.Spans[span+1].Ref)); by != nil && by.ID != t.ID {
		return "<br>woken by " + esc(report.NameAt(by, t.Spans[span+1].From))
	}
	return ""
}

// timeSpan returns the begin, the end and the length of a stretch of time.
func timeSpan(r *scenarios.Result, from, to int64) string {
	text := quantity.Duration(report.Since(r, from)) + " – " + quantity.Duration(report.Since(r, to))
	if to > from {
		text += " (" + quantity.Duration(time.Duration(to-from)) + ")"
	}
	return text
}

// stuck reports whether a task waits for ever in a span: its last span in a run that ended in a deadlock.
func stuck(r *scenarios.Result, t *summary.Task, span int) bool {
	return report.Stuck(r.Err) != nil && !t.Daemon && t.EndedAt == summary.Never && span == len(t.Spans)-1
}

// activity says what a task does in a span.
func activity(r *scenarios.Result, t *summary.Task, s *summary.Span) string {
	switch s.State {
	case trace.Running:
		return "runs"
	case trace.Ready:
		return "is ready, not its turn"
	}
	text := scene.Waits(t, s.Why, r.Trace.String(s.Text))
	if by := r.Summary().Holder(s, t.ID); by != nil {
		text += ", held by " + report.NameAt(by, s.From)
	}
	return text
}
