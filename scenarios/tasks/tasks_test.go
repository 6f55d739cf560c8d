package tasks

import (
	"slices"
	"testing"
	"time"

	"overlap/scenarios"
)

func TestFigures(t *testing.T) {
	const s = time.Second
	for query, want := range map[string][]time.Duration{
		"":                             {5 * s, 2 * s},
		"gap=0s":                       {4 * s, 2 * s},
		"gap=4s":                       {8 * s, 4 * s},
		"spent=computing":              {5 * s, 3 * s},
		"step=0s&gap=0s":               {0, 0},
		"step-count=1&spent=computing": {3 * s, 2 * s},
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

func TestOrder(t *testing.T) {
	for variant, want := range map[string][]string{
		"coroutines": {"0s coroutines created",
			"1s A starts", "2s A has done step 1", "3s A has done step 2",
			"3s B starts", "4s B has done step 1", "5s B has done step 2"},
		"tasks": {"0s tasks created", "0s A starts", "0s B starts",
			"1s A has done step 1", "1s B has done step 1", "2s A has done step 2", "2s B has done step 2"},
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
