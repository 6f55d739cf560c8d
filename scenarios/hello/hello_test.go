package hello

import (
	"slices"
	"testing"
	"time"

	"overlap/scenarios"
)

func TestFigures(t *testing.T) {
	const ms = time.Millisecond
	for query, want := range map[string][]time.Duration{
		"":              {1000 * ms, 1500 * ms, 1000 * ms},
		"bob=1s":        {1000 * ms, 2000 * ms, 1000 * ms},
		"ada=5s":        {5000 * ms, 5500 * ms, 5000 * ms},
		"ada=0s":        {0, 500 * ms, 500 * ms},
		"ada=0s&bob=0s": {0, 0, 0},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range in.RunAll(scenarios.Options{}).List {
			if err := r.Took(want[i]); err != nil {
				t.Errorf("?%s: %v", query, err)
			}
		}
	}
}

func TestWhatIsSaid(t *testing.T) {
	for variant, want := range map[string][]string{
		"one":        {"0s hello, Ada", "1s goodbye, Ada"},
		"sequential": {"0s hello, Ada", "1s goodbye, Ada", "1s hello, Bob", "1.5s goodbye, Bob"},
		"concurrent": {"0s hello, Ada", "0s hello, Bob", "500ms goodbye, Bob", "1s goodbye, Ada"},
	} {
		var got []string
		for _, log := range Scenario.New().RunAll(scenarios.Options{}).Of(variant).Summary().Logs {
			got = append(got, time.Duration(log.At).String()+" "+log.Text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", variant, got, want)
		}
	}
}
