package view

import (
	"sort"
	"strings"
	"time"

	"overlap/engine/trace"
	"overlap/scenarios"
)

// logged bounds how many lines of a variant's log are shown.
const logged = 200

// Log returns the inside of the panel with what every variant's tasks logged and marked, up to an instant.
// What comes later is only counted: it has not happened yet.
func Log(rs *scenarios.Results, at time.Duration) string {
	var b strings.Builder
	b.WriteString(`<div class="logs">`)
	for _, r := range rs.List {
		b.WriteString("<section><h3>" + esc(r.Variant.Title) + "</h3>" + logOf(r, at) + "</section>")
	}
	b.WriteString("</div>")
	return b.String()
}

func logOf(r *scenarios.Result, at time.Duration) string {
	notes := notesOf(r.Summary())
	if len(notes) == 0 {
		return "<p>Nothing was logged.</p>"
	}
	happened := len(notes)
	if at != End {
		now := moment(r, at)
		happened = sort.Search(len(notes), func(i int) bool { return notes[i].At > now })
	}
	var b strings.Builder
	first := max(happened-logged, 0)
	if first > 0 {
		b.WriteString("<p>" + plural(first, "earlier line") + "</p>")
	}
	b.WriteString("<table" + attr("aria-label", "Log of "+r.Variant.Title) + `><thead><tr><th scope="col">Time</th><th scope="col">Task</th><th scope="col">What</th></tr></thead><tbody>`)
	for _, n := range notes[first:happened] {
		b.WriteString(line(r, n))
	}
	b.WriteString("</tbody></table>")
	if later := len(notes) - happened; later > 0 {
		b.WriteString(`<p class="hint">` + plural(later, "line") + " to come</p>")
	}
	return b.String()
}

func line(r *scenarios.Result, n trace.Note) string {
	who := "the loop"
	if t := r.Summary().Task(n.Task); t != nil {
		who = nameOf(t, n.At)
	}
	return "<tr><td>" + since(r, n.At) + "</td><td>" + esc(who) + "</td><td>" + esc(n.Text) + "</td></tr>"
}

// notesOf returns logs and marks in the order in which they happened.
func notesOf(s *trace.Summary) []trace.Note {
	logs, marks := s.Logs, s.Marks
	var notes []trace.Note
	for len(logs)+len(marks) > 0 {
		from := &logs
		if len(logs) == 0 || len(marks) > 0 && marks[0].Record < logs[0].Record {
			from = &marks
		}
		notes, *from = append(notes, (*from)[0]), (*from)[1:]
	}
	return notes
}
