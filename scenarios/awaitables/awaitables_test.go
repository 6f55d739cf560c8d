package awaitables

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
		"":             {800 * ms, 500 * ms},
		"future=400ms": {900 * ms, 500 * ms},
		"future=1s":    {1500 * ms, 1000 * ms},
		"object=0s":    {300 * ms, 300 * ms},
	} {
		for i, r := range run(t, query).List {
			if err := r.Took(want[i]); err != nil {
				t.Errorf("?%s: %v", query, err)
			}
		}
	}
}

func TestWhatIsRefused(t *testing.T) {
	const twice = "async: future reply is already done"
	for query, want := range map[string][]string{
		"":               {twice, "async: object int can't be used in 'await' expression"},
		"fifth=text":     {twice, "async: object str can't be used in 'await' expression"},
		"fifth=function": {twice, "async: object function can't be used in 'await' expression"},
		"fifth=nothing":  {twice},
	} {
		for _, r := range run(t, query).List {
			var got []string
			for _, log := range r.Summary().Logs {
				got = append(got, log.Text)
			}
			if !slices.Equal(got, want) {
				t.Errorf("?%s: %s: %q, want %q", query, r.Variant.Name, got, want)
			}
		}
	}
}
