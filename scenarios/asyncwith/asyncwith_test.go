package asyncwith

import (
	"slices"
	"testing"
	"time"

	"overlap/scenarios"
)

func run(t *testing.T, query string) *scenarios.Results {
	t.Helper()
	in, err := Scenario.FromQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return in.RunAll(scenarios.Options{})
}

func TestFigures(t *testing.T) {
	const ms = time.Millisecond
	for query, want := range map[string][]time.Duration{
		"":                          {1000 * ms, 700 * ms, 0},
		"raise=0s":                  {1000 * ms, 400 * ms, 0},
		"exit=1s":                   {1800 * ms, 1500 * ms, 0},
		"enter=0s&exit=0s&raise=0s": {600 * ms, 0, 0},
	} {
		for i, r := range run(t, query).List {
			if err := r.Took(want[i]); err != nil {
				t.Errorf("?%s: %v", query, err)
			}
		}
	}
}

func TestStories(t *testing.T) {
	for _, c := range []struct {
		query, variant, result string
		want                   []string
	}{
		{"", "well", "dinner", []string{"0s enter", "200ms body", "800ms exit: no error"}},
		{"", "raises", "no dinner, and an error",
			[]string{"0s enter", "200ms body", "500ms exit: sees the pan dropped", "700ms caller: the pan dropped"}},
		{"swallow=true", "raises", "no dinner, and no error",
			[]string{"0s enter", "200ms body", "500ms exit: sees the pan dropped"}},
		{"", "not-awaitable", "no dinner, and an error",
			[]string{"0s caller: async: object str can't be used in 'await' expression"}},
	} {
		r := run(t, c.query).Of(c.variant)
		var got []string
		for _, log := range r.Summary().Logs {
			got = append(got, time.Duration(log.At).String()+" "+log.Text)
		}
		if !slices.Equal(got, c.want) || r.Value != c.result || r.Err != nil {
			t.Errorf("?%s: %s: %q, %q, %v", c.query, c.variant, got, r.Value, r.Err)
		}
		if left := r.Report; len(left.NeverAwaited)+len(left.LeftRunning) > 0 {
			t.Errorf("?%s: %s left %+v", c.query, c.variant, left)
		}
	}
}
