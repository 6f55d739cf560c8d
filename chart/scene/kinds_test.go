package scene

import (
	"slices"
	"testing"
	"time"
)

// One sign means one thing: marks that begin alike share it, and the legend says what they have in common.
func TestEachKindOfMarkHasItsSign(t *testing.T) {
	for _, c := range []struct {
		marks, legend []string
	}{
		{[]string{"first result", "last result"}, []string{"first result", "last result"}},
		{[]string{"question 4 starved", "question 5 starved", "question 6 starved"}, []string{"question … starved"}},
		{[]string{"got 1", "got 2", "timed out", "got 3"}, []string{"got …", "timed out"}},
		{[]string{"done A; pending B, C", "done A, B failed; pending C"}, []string{"done …"}},
		{[]string{"stops", "stops"}, []string{"stops"}},
		{[]string{"a", "b", "c", "d", "a", "e"}, []string{"noted by the program"}},
	} {
		it := Item{}
		for i, text := range c.marks {
			it.Marks = append(it.Marks, Mark{At: time.Duration(i), Text: text})
			if i == 0 {
				it.Marks = append([]Mark{{Text: "drawn over"}}, it.Marks...)
			}
		}
		s, kinds := &Scene{Strips: []Strip{{Rows: []Row{{Items: []Item{it}}}}}}, markKinds{}
		kinds.note(&s.Strips[0].Rows[0].Items[0])
		s.explainMarks(kinds)
		var legend []string
		for i, e := range s.noted {
			legend = append(legend, e.Text)
			if e.Sign != NotedSign || int(e.Kind) != i {
				t.Errorf("%q has sign %v of kind %v", e.Text, e.Sign, e.Kind)
			}
		}
		if !slices.Equal(legend, c.legend) {
			t.Errorf("marks %q are explained as %q, want %q", c.marks, legend, c.legend)
		}
		for _, m := range it.Marks {
			if len(legend) == 1 && m.Kind != 0 {
				t.Errorf("%q is of kind %d of 1", m.Text, m.Kind)
			}
		}
	}
}
