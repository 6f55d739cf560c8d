package breakfast

import (
	"testing"
	"time"

	"overlap/scenarios"
)

func TestFigures(t *testing.T) {
	for query, want := range map[string][2]float64{
		"":                               {10, 5.5},
		"one-cook=true":                  {10, 5.5}, // no two steps by hand are ready at once
		"kettle=0s":                      {8, 5.5},
		"wash=0s":                        {5.5, 2.5},
		"wash=2s&toast=2s":               {8, 3},
		"wash=2s&toast=2s&one-cook=true": {8, 4},
		"wash=2s&hang-out=3s&make-tea=3s&spread=3s&one-cook=true": {14.5, 10.5},
		"one-cook=true&spread=2.8s&kettle=4s":                     {14.3, 5.8},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		rs := in.RunAll(scenarios.Options{})
		for i, r := range rs.List {
			if r.Total != time.Duration(want[i]*float64(time.Second)) {
				t.Errorf("?%s: %s takes %v, want %v s", query, r.Variant.Name, r.Total, want[i])
			}
			if r.Value != "laundry on the line, tea, toast with butter" {
				t.Errorf("?%s: %s: %s", query, r.Variant.Name, r.Value)
			}
		}
	}
}
