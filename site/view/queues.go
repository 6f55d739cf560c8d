package view

import (
	"strconv"
	"strings"

	"overlap/chart/scene"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/quantity"
	"overlap/report"
	"overlap/scenarios"
)

// maxGroups bounds the groups of a place, as maxListed bounds the tasks of a group.
const maxGroups = 8

// group is tasks that have something in common: the instant at which they are due, or what they wait for.
type group struct {
	caption string // "" for a queue, whose tasks have their place in common
	tasks   []trace.TaskID
}

// queues returns the loop at an instant: the task that runs, the queue of those that are ready, the timers, and the others by
// what they wait for. Each is a list, which the style sheet draws as a place with a token for each task.
func queues(r *scenarios.Result, in summary.Instant) string {
	timers := in.Timers()
	running := in.Threads
	if in.Running > 0 {
		running = append([]trace.TaskID{in.Running}, running...)
	}
	at := queuesAt{r, in}
	return `<dl class="queues">` +
		at.place("running", "Running", idle(r, in, timers), group{tasks: running}) +
		at.place("ready", "Ready, in this order", "none", group{tasks: in.Ready}) +
		at.place("timers", "Timers, the soonest first", "none", byDue(r, timers)...) +
		at.place("waiting", "Waiting", "none", byWait(r, in)...) + "</dl>"
}

// idle says what the loop does while none of its tasks runs.
func idle(r *scenarios.Result, in summary.Instant, timers []summary.Wait) string {
	switch {
	case len(in.Ready) > 0:
		return "none yet"
	case len(timers) > 0:
		return `none: asleep <span class="whole">until ` + quantity.Duration(report.Since(r, timers[0].Due)) + "</span>"
	}
	return `none: asleep <span class="whole">until woken</span>`
}

// byDue groups timers by the instant at which they are due.
func byDue(r *scenarios.Result, timers []summary.Wait) (groups []group) {
	for i, w := range timers {
		if i == 0 || w.Due != timers[i-1].Due {
			groups = append(groups, group{caption: quantity.Duration(report.Since(r, w.Due))})
		}
		last := &groups[len(groups)-1]
		last.tasks = append(last.tasks, w.Task)
	}
	return groups
}

// byWait groups the tasks that do not sleep by what they wait for. Servers that wait for a client come last, because that wait
// says little about the run.
func byWait(r *scenarios.Result, in summary.Instant) (groups []group) {
	index := map[string]int{}
	for _, idle := range []bool{false, true} {
		for _, w := range in.Waiting {
			if w.Due != summary.Never || idle != (w.Why == trace.WhyAccept) {
				continue
			}
			caption := strings.TrimPrefix(scene.Waits(r.Summary().Task(w.Task), w.Why, w.Text), "waits ")
			i, ok := index[caption]
			if !ok {
				i = len(groups)
				index[caption] = i
				groups = append(groups, group{caption: caption})
			}
			groups[i].tasks = append(groups[i].tasks, w.Task)
		}
	}
	return groups
}

// queuesAt is the loop of a run at an instant.
type queuesAt struct {
	*scenarios.Result
	summary.Instant
}

// place returns a place of the loop with groups of tasks, and what it says when there are no tasks.
func (q queuesAt) place(class, title, empty string, groups ...group) string {
	var b strings.Builder
	size, listed := 0, 0
	for i, g := range groups {
		size += len(g.tasks)
		if i >= maxGroups {
			continue
		}
		listed = size
		if g.caption == "" {
			b.WriteString(q.tokens(g))
			continue
		}
		b.WriteString(`<li><span>` + esc(g.caption) + "</span>" + q.tokens(g) + "</li>")
	}
	if size == 0 {
		return `<div class="` + class + `"><dt>` + title + `</dt><dd class="empty">` + empty + "</dd></div>"
	}
	inside := b.String()
	if groups[0].caption != "" {
		inside = `<ol class="groups">` + inside + "</ol>"
	}
	if left := more(size - listed); left != "" {
		inside += `<p class="hint">` + left + "</p>"
	}
	return `<div class="` + class + `"><dt>` + title + ` <span class="count">` + quantity.Count(size) + "</span></dt><dd>" + inside + "</dd></div>"
}

// tokens returns the list of a group's tasks. A task has the same token wherever it is, so that the page can move it.
func (q queuesAt) tokens(g group) string {
	var b strings.Builder
	b.WriteString(`<ol class="tokens">`)
	for _, id := range g.tasks[:min(len(g.tasks), maxListed)] {
		t := q.Summary().Task(id)
		b.WriteString(`<li` + attr("data-token", q.Variant.Name+" "+strconv.Itoa(int(id))) + ">" + esc(report.NameAt(t, q.At)))
		if t.Thread {
			b.WriteString(" <small>thread</small>")
		}
		b.WriteString("</li>")
	}
	if left := more(len(g.tasks) - maxListed); left != "" {
		b.WriteString(`<li class="hint">` + left + "</li>")
	}
	return b.String() + "</ol>"
}
