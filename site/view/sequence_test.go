package view_test

import (
	"strings"
	"testing"

	"overlap/site/view"
)

// The sequence is of the variant that is chosen, in the stretch that the chart shows, and of the followed task alone.
func TestSequence(t *testing.T) {
	rs := fanout(t, "")
	var q view.Sequences
	show := func(query string) string {
		st, refused := view.ParseState(rs.Scenario, query)
		if refused != nil {
			t.Fatal(refused)
		}
		return q.Sequence(rs, st, st.At, 640)
	}
	mustContain(t, visibleText(show("")), "GET recommendations:2", "310 ms", "As a table Time From To What")
	mustContain(t, visibleText(show("variant=sequential")), "1.12 s")
	zoomed := visibleText(show("zoom=50ms..100ms"))
	mustContain(t, zoomed, "MISS ×2")
	if strings.Contains(zoomed, "Bob") {
		t.Error("what is outside of the window is shown")
	}
	mustContain(t, visibleText(show("follow=concurrent.8")), "Only what user:2 does, and what is done to it. Show all", "GET user:2")
	if text := visibleText(show("follow=sequential.8")); strings.Contains(text, "Only what") {
		t.Error("a task of another variant is followed")
	}
	mustContain(t, visibleText(show("zoom=100ms..200ms")), "No task does anything to another.")
	mustContain(t, show("at=100ms"), "chart-lit-now", "chart-later")
}
