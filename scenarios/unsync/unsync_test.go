package unsync

import (
	"testing"
	"time"

	"overlap/scenarios"
)

// The figures of the lesson and the catalogue, by query.
func TestFigures(t *testing.T) {
	const ms = time.Millisecond
	for query, want := range map[string][2]time.Duration{
		"":                                {800 * ms, 200 * ms},
		"reads-on=loop":                   {800 * ms, 300 * ms},
		"computes=4&computes-on=thread":   {1100 * ms, 400 * ms},
		"computes=4":                      {1100 * ms, 200 * ms},
		"computes=4&computes-on=loop":     {1100 * ms, 400 * ms},
		"spawn=400ms":                     {1200 * ms, 500 * ms},
		"fetches=0&reads=0&computes=0":    {0, 0},
		"fetches=0&reads=0&spawn=300ms":   {400 * ms, 400 * ms},
		"fetches=0&reads=0&computes=3":    {300 * ms, 200 * ms},
		"computes=8&computes-on=process":  {1500 * ms, 400 * ms},
		"computes=8&cores=8&read=1s":      {3200 * ms, 1006 * ms},
		"computes=8&computes-on=loop":     {1500 * ms, 800 * ms},
		"reads=8&reads-on=thread&read=1s": {8500 * ms, 1000 * ms},
	} {
		in := Scenario.New()
		settings, err := scenarios.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range settings {
			if err := in.Set(s.Name, s.Text); err != nil {
				t.Fatal(err)
			}
		}
		for i, r := range in.RunAll(scenarios.Options{}).List {
			if r.Err != nil || r.Total != want[i] {
				t.Errorf("?%s: %s took %v, want %v (%v)", query, r.Variant.Name, r.Total, want[i], r.Err)
			}
		}
	}
}
