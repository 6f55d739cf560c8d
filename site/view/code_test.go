package view_test

import (
	"testing"
	"time"

	"overlap/scenarios/all"
	"overlap/site/view"
)

// The code shown is that of the variant that the headline is about; during a run, of one that still runs.
func TestCodeVariant(t *testing.T) {
	for _, c := range []struct {
		id, query, chosen string
		at                time.Duration
		want              string
	}{
		{"race", "", "", view.End, "bare"},                      // loses updates
		{"race", "", "", 5 * ms, "bare"},                        // and runs
		{"race", "", "", 50 * ms, "lock"},                       // alone goes on
		{"race", "", "outside", 50 * ms, "outside"},             // was chosen
		{"race", "variants=lock,outside", "bare", 0, "outside"}, // is hidden
		{"fanout", "", "", view.End, "concurrent"},              // is compared with the first
		{"fanout", "", "", 500 * ms, "sequential"},
		{"deadlock", "", "", view.End, "ordered"},
	} {
		if got := view.CodeVariant(results(t, c.id, c.query), c.at, c.chosen); got != c.want {
			t.Errorf("%s?%s at %v with %q chosen: %s, want %s", c.id, c.query, c.at, c.chosen, got, c.want)
		}
	}
}

func TestLiteral(t *testing.T) {
	for _, c := range []struct{ id, name, text, want string }{
		{"hello", "ada", "1s", "1.0"},
		{"hello", "ada", "1500us", "0.0015"},
		{"race", "tasks", "20", "20"},
		{"retry", "fails", "30%", "30"},
		{"wait", "cancel", "true", "True"},
		{"wait", "failing", "A", `"A"`},
		{"timeouts", "calls", "A=1s;B=250ms", `{"A": 1.0, "B": 0.25}`},
		{"scraper", "pages", "1=/get", `{"1": "/get"}`},
		{"completed", "durations", "", "{}"},
	} {
		p := all.Find(c.id).New().Param(c.name)
		v, err := p.Parse(c.text)
		if err != nil {
			t.Fatal(err)
		}
		if view.Literal(p, v) != c.want {
			t.Errorf("%s=%s: %s, want %s", c.name, c.text, view.Literal(p, v), c.want)
		}
	}
}
