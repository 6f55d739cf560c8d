package chart

import (
	"slices"
	"time"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// A resource that is held for some time, such as the interpreter lock, gets a lane below those who want it: who
// has it, and when. The lane is drawn as a task's row is, that of a task with a span for each hold.

// holding is the state of these spans. It is none of the trace's.
const holding trace.State = 1<<8 - 1

// noTask is the number of the task that stands for a resource; 0 is the loop, which may have set marks.
const noTask trace.TaskID = -1

// holds is what a resource's lane shows; hold n is span n of the task that stands for it.
type holds struct {
	list   []summary.Hold
	names  []string     // of the holders, by what they worked on when they got it
	last   trace.TaskID // who had it last, for however short a time
	passed int          // how often it went from one to another
}

// lockRows returns a row for each resource that somebody held for some time, in the order they were first held.
func lockRows(s *summary.Summary, f frame) []row {
	var rows []row
	index := map[int32]int{}
	for _, h := range s.Holds {
		n, known := index[h.Ref]
		if !known {
			n = len(rows)
			index[h.Ref] = n
			task := &summary.Task{ID: noTask, Name: h.Name, EndedAt: summary.Never}
			rows = append(rows, row{name: h.Name, shared: true, items: []item{{task: task, held: &holds{last: h.Task}}}})
		}
		h.From, h.To = f.clip(h.From, h.To)
		rows[n].items[0].hold(s, h)
	}
	return slices.DeleteFunc(rows, func(r row) bool { return len(r.items[0].held.list) == 0 })
}

// hold adds a hold, or makes the last one longer where its holder got the resource back at once. One that took no
// time, such as that of a loop which had little to do, parts those around it.
func (it *item) hold(s *summary.Summary, h summary.Hold) {
	g, n := it.held, len(it.held.list)-1
	same := g.last == h.Task
	if g.last = h.Task; !same {
		g.passed++
	}
	switch {
	case h.From == h.To:
		return
	case same && n >= 0 && g.list[n].To == h.From:
		g.list[n].To, it.task.Spans[n].To = h.To, h.To
	default:
		g.list = append(g.list, h)
		g.names = append(g.names, holder(s, h))
		it.task.Spans = append(it.task.Spans, summary.Span{From: h.From, To: h.To, State: holding})
	}
	it.from, it.to = g.list[0].From, h.To
}

// holder returns how a lane calls the one who has the resource.
func holder(s *summary.Summary, h summary.Hold) string {
	t := s.Task(h.Task)
	if t == nil {
		return "event loop"
	}
	if label := t.LabelAt(h.From); label != "" {
		return label
	}
	return t.Name
}

// hands says how often the resource went from one holder to another.
func (h *holds) hands() string {
	switch h.passed {
	case 0:
		return "never changed hands"
	case 1:
		return "changed hands once"
	}
	return "changed hands " + words(h.passed) + " times"
}

// handed says how often the panels' locks changed hands, as sentences, "" when there are none.
func handed(panels []Panel) (text string) {
	for i := range panels {
		p := &panels[i]
		for _, r := range lockRows(p.Summary, frame{from: int64(p.Began), to: p.last()}) {
			text += " In " + name(p) + " the " + clean(r.name) + " " + r.items[0].held.hands() + "."
		}
	}
	return text
}

// tellHolds lists who held a resource, when: "job 1 0 s–5 ms".
func (p *Panel) tellHolds(h *holds) string {
	text := h.hands()
	for i, one := range h.list {
		if i == tableSpans {
			return text + "; and " + Count(len(h.list)-i) + " more"
		}
		text += "; " + h.names[i] + " " + Duration(time.Duration(one.From)-p.Began) + "–" + Duration(time.Duration(one.To)-p.Began)
	}
	return text
}
