package view

import (
	"slices"
	"strings"
	"time"

	"overlap/chart/words"
	"overlap/engine/trace/summary"
	"overlap/quantity"
	"overlap/report"
	"overlap/scenarios"
)

// Loop returns the inside of the panel with the event loop of every variant at an instant, as a picture of its queues. At
// End it says how long the loop was busy in all.
func Loop(rs *scenarios.Results, at time.Duration) string {
	var b strings.Builder
	b.WriteString(`<div class="loops">`)
	for _, r := range rs.List {
		b.WriteString(`<section><h3>` + esc(r.Variant.Title) + "</h3>")
		switch {
		case at == End:
			b.WriteString("<p>" + esc(loopSummary(r)) + "</p>")
		case at >= r.Total+r.Report.RanOn:
			b.WriteString("<p>" + esc("Over since "+quantity.Duration(r.Total+r.Report.RanOn)+": the loop has nothing left to do.") + "</p>")
		default:
			b.WriteString(queues(r, r.Summary().AtInstant(report.Moment(r, at))))
		}
		b.WriteString("</section>")
	}
	b.WriteString("</div>")
	if at == End {
		b.WriteString(`<p class="hint">Play, step or scrub: tasks go from place to place.</p>`)
	}
	return b.String()
}

// loopSummary says how a loop spent a run.
func loopSummary(r *scenarios.Result) string {
	st := r.Summary().Stats
	busy := time.Duration(st.Busy)
	text := "Tasks: " + words.TasksText(r.Summary()) + ", in " + quantity.Duration(r.Total) + ". "
	switch {
	case busy == 0 && slices.ContainsFunc(r.Summary().Tasks, func(t summary.Task) bool { return t.Thread }):
		return text + "The loop was never busy: the work was done beside it, in threads or processes."
	case busy == 0:
		return text + "The loop was never busy: all of that time it had nothing to do but wait."
	}
	text += "The loop was busy for " + quantity.Duration(busy) + " of it"
	if t := r.Summary().Task(st.Stall.Task); t != nil {
		text += "; the longest turn took " + quantity.Duration(time.Duration(st.Stall.To-st.Stall.From)) + ": " + report.NameAt(t, st.Stall.From)
	}
	return text + "."
}
