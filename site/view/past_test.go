package view_test

import (
	"testing"
	"time"

	"overlap/scenarios/all"
	"overlap/site/view"
)

func TestPast(t *testing.T) {
	const ms = time.Millisecond
	offered := `<p><button type="button" data-action="continue">Continue from here</button> <span>what you change then counts from 420 ms on</span></p>`
	grey := "<p><span>grey settings are read at the start</span></p>"
	anew := `<button type="button" data-action="anew" title="Have these settings count from the start of the run">From the start</button>`
	for _, c := range []struct {
		id, query string
		at        time.Duration
		want      string
	}{
		{"fanout", "", view.End, ""},
		{"fanout", "", 0, ""},
		{"fanout", "", 2 * time.Second, ""}, // the run has ended
		{"fanout", "", 420 * ms, offered},
		{"gather", "", 420 * ms, ""}, // which reads all when it begins
		{"fanout", "past=420ms:", 420 * ms, "<p><strong>From 420 ms on</strong> <span>counts what you change now: Cache latency, Database latency</span></p>" + grey + anew},
		{"fanout", "db=400ms&past=300ms:db=250ms", 420 * ms, "<p><strong>From 300 ms on</strong> <span>Database latency 250 ms → 400 ms</span></p>" + grey + offered + anew},
		{"fanout", "db=400ms&past=300ms:&past=500ms:db=1ms", view.End, "<p><strong>From 300 ms on</strong> <span>nothing changes</span></p><p><strong>From 500 ms on</strong> <span>Database latency 1 ms → 400 ms</span></p>" + grey + anew},
	} {
		st, refused := view.ParseState(all.Find(c.id), c.query)
		if got := view.Past(st, st.Run(), c.at); got != c.want || len(refused) > 0 {
			t.Errorf("%s?%s at %v: %s, want %s; refused %q", c.id, c.query, c.at, got, c.want, refused)
		}
	}
}

// A curve is over the values that count from the change on, and knows its runs whatever the present value is.
func TestCurvesOfRunsThatChange(t *testing.T) {
	var c view.Curves
	fanout := all.Find("fanout")
	runs := func(query string) bool {
		st, _ := view.ParseState(fanout, query)
		s := c.Runs(st, func(name string) bool { return name == "db" }, func(string) {})
		if s == nil {
			return false
		}
		for !s.RunFor(time.Second) {
		}
		return true
	}
	for _, x := range []struct {
		query string
		runs  bool
	}{{"", true}, {"db=400ms", false}, {"past=420ms:", true}, {"db=400ms&past=420ms:db=250ms", false}, {"db=400ms&past=420ms:db=260ms", true}, {"past=430ms:", true}} {
		if got := runs(x.query); got != x.runs {
			t.Errorf("?%s: the curve is run %v, want %v", x.query, got, x.runs)
		}
	}
}
