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

// Log returns the inside of the panel with what every variant's tasks logged, marked and caught, up to an instant.
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

// notesOf returns logs, marks and caught cancellations in the order in which they happened.
func notesOf(s *trace.Summary) []trace.Note {
	notes := merged(s.Logs, s.Marks)
	var caught []trace.Note
	for _, n := range s.Caught {
		text := "caught its cancellation"
		if n.Text != "" {
			text += ": " + n.Text
		}
		n.Text = text
		caught = append(caught, n)
	}
	return merged(notes, caught)
}

// merged returns the notes of two lists that are in order, in order.
func merged(a, b []trace.Note) []trace.Note {
	var all []trace.Note
	for len(a)+len(b) > 0 {
		from := &a
		if len(a) == 0 || len(b) > 0 && b[0].Record < a[0].Record {
			from = &b
		}
		all, *from = append(all, (*from)[0]), (*from)[1:]
	}
	return all
}
