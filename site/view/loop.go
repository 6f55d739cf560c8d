package view

import (
	"strings"
	"time"

	"overlap/chart/scene"
	"overlap/chart/words"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/quantity"
	"overlap/report"
	"overlap/scenarios"
)

// Loop returns the inside of the panel with the event loop of every variant at an instant: which task runs, which tasks are
// ready, and what the others wait for. At End it says how long the loop was busy in all.
func Loop(rs *scenarios.Results, at time.Duration) string {
	var b strings.Builder
	b.WriteString(`<div class="loops">`)
	for _, r := range rs.List {
		b.WriteString(`<section><h3>` + esc(r.Variant.Title) + "</h3>")
		switch {
		case at == End:
			b.WriteString("<p>" + esc(loopSummary(r)) + "</p>")
		case at >= r.Total:
			b.WriteString("<p>" + esc("Over since "+quantity.Duration(r.Total)+": the loop has nothing left to do.") + "</p>")
		default:
			b.WriteString(taskSets(r, r.Summary().AtInstant(report.Moment(r, at))))
		}
		b.WriteString("</section>")
	}
	b.WriteString("</div>")
	if at == End {
		b.WriteString(`<p class="hint">Play, step or scrub to see which task is running, ready or waiting at any instant.</p>`)
	}
	return b.String()
}

// loopSummary says how a loop spent a run.
func loopSummary(r *scenarios.Result) string {
	st := r.Summary().Stats
	busy := time.Duration(st.Busy)
	text := "Tasks: " + words.TasksText(r.Summary()) + ", in " + quantity.Duration(r.Total) + ". "
	if busy == 0 {
		return text + "The loop was never busy: all of that time it had nothing to do but wait."
	}
	text += "The loop was busy for " + quantity.Duration(busy) + " of it"
	if t := r.Summary().Task(st.Stall.Task); t != nil {
		text += "; " + report.NameAt(t, st.Stall.From) + " kept it from all others for " + quantity.Duration(time.Duration(st.Stall.To-st.Stall.From)) + " at a stretch"
	}
	return text + "."
}

// taskSets returns the lists of running, ready and waiting tasks.
func taskSets(r *scenarios.Result, in summary.Instant) string {
	sum := r.Summary()
	var running, ready []string
	if t := sum.Task(in.Running); t != nil {
		running = []string{taskItem(t, in.At, "")}
	}
	for _, id := range in.Threads[:min(len(in.Threads), maxListed)] {
		running = append(running, taskItem(sum.Task(id), in.At, "beside the loop"))
	}
	for _, id := range in.Ready[:min(len(in.Ready), maxListed)] {
		ready = append(ready, taskItem(sum.Task(id), in.At, ""))
	}
	return `<dl class="sets">` + taskSet("running", "Running", running, len(running)+max(len(in.Threads)-maxListed, 0)) +
		taskSet("ready", "Ready", ready, len(in.Ready)) + taskSet("waiting", "Waiting", waiting(r, in), len(in.Waiting)) + "</dl>"
}

// waiting lists the waiting tasks. Servers that wait for a client come last, because that wait says little about the run.
func waiting(r *scenarios.Result, in summary.Instant) []string {
	var list []string
	for _, idle := range []bool{false, true} {
		for _, w := range in.Waiting {
			if len(list) < maxListed && idle == (w.Why == trace.WhyAccept) {
				list = append(list, taskItem(r.Summary().Task(w.Task), in.At, waitsUntil(r, w)))
			}
		}
	}
	return list
}

// waitsUntil says what a task waits for, and of a sleep until when.
func waitsUntil(r *scenarios.Result, w summary.Wait) string {
	text := scene.Waits(r.Summary().Task(w.Task), w.Why, w.Text)
	if w.Why == trace.WhySleep && w.Due != summary.Never {
		text += " until " + quantity.Duration(report.Since(r, w.Due))
	}
	return text
}

// taskSet returns one of the lists. size is the number of tasks, listed or not.
func taskSet(class, title string, items []string, size int) string {
	if size == 0 {
		return `<div class="` + class + ` empty"><dt>` + title + "</dt><dd>none</dd></div>"
	}
	left := ""
	if size > len(items) {
		left = `<p class="hint">` + more(size-len(items)) + "</p>"
	}
	return `<div class="` + class + `"><dt>` + title + ` <span class="count">` + quantity.Count(size) + "</span></dt><dd><ul><li>" +
		strings.Join(items, "</li><li>") + "</li></ul>" + left + "</dd></div>"
}

func taskItem(t *summary.Task, ns int64, what string) string {
	if t == nil {
		return "?"
	}
	text := "<b>" + esc(report.NameAt(t, ns)) + "</b>"
	if what != "" {
		text += " " + esc(what)
	}
	return text
}
