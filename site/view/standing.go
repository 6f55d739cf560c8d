package view

import (
	"strings"
	"time"

	"overlap/chart/scene"
	"overlap/chart/words"
	"overlap/engine/trace/summary"
	"overlap/quantity"
	"overlap/report"
	"overlap/scenarios"
)

// Standing says to those who do not see the picture where a step led and what happens there: "310 ms. Concurrent: main ends".
// It names a few events of each variant; the table has them all.
func Standing(s *scene.Scene, at time.Duration) string {
	const few = 3
	text, events := quantity.Duration(at), s.EventsAt(at)
	for i := range s.Strips {
		var list []string
		for _, e := range events {
			if e.In == &s.Strips[i] {
				list = append(list, happening(e))
			}
		}
		if n := len(list); n > few {
			list = append(list[:few], more(n-few))
		}
		if len(list) > 0 {
			text += ". " + s.Panels[i].Title + ": " + strings.Join(list, ", ")
		}
	}
	return text
}

// why returns what is known of a failure, behind a separator: an error that says no more than that is not said twice.
func why(separator, text string) string {
	if text == "" || text == summary.Failed.String() {
		return ""
	}
	return separator + words.Said(text)
}

// happening says in a clause what an event is.
func happening(e scene.Event) string {
	who := "the event loop"
	if e.Task != nil {
		who = report.NameAt(e.Task, int64(e.In.Began+e.At))
	}
	switch e.Kind {
	case scene.VariantEnds:
		if e.Text != "" {
			return "fails" + why(", ", e.Text)
		}
		return "all of it is done"
	case scene.TaskFails:
		return who + " fails" + why(", ", e.Text)
	case scene.TaskCancelled:
		if e.Task.Outcome != summary.Cancelled {
			return who + " catches its cancellation"
		}
		return who + " is cancelled"
	case scene.ChangesState:
		return e.Text
	case scene.TaskMarks:
		return who + ", " + e.Text
	case scene.TaskEnds:
		return who + " ends"
	case scene.ChangesHands:
		return who + " gets the " + e.Text
	}
	return who + " begins " + e.Text
}

// Conclusion says what the results come to, for those who do not see it.
func Conclusion(rs *scenarios.Results) string {
	h := report.Headline(rs)
	return strings.TrimSuffix(h.Text, ".") + ". " + h.About
}
