package chaining

import (
	"testing"
	"time"

	"overlap/scenarios"
)

func TestFigures(t *testing.T) {
	ms := time.Millisecond
	for query, want := range map[string]struct {
		dependent, independent time.Duration
		page                   string
	}{
		"":                                     {500 * ms, 300 * ms, "Ada: [1, 3, 10, 11]"},
		"user=2":                               {500 * ms, 300 * ms, "Bob: [23, 34]"},
		"user=3":                               {500 * ms, 300 * ms, "Cleo: []"},
		"user=9":                               {200 * ms, 300 * ms, "nobody: []"},
		"user-latency=1s":                      {1300 * ms, 1000 * ms, "Ada: [1, 3, 10, 11]"},
		"user-latency=0s&orders-latency=0s":    {0, 0, "Ada: [1, 3, 10, 11]"},
		"users=1=Eve&orders=7=1":               {500 * ms, 300 * ms, "Eve: []"},
		"orders-latency=0s&user=1&orders=1=42": {200 * ms, 200 * ms, "Ada: [42]"},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		rs := in.RunAll(scenarios.Options{})
		if d, i := rs.Of("dependent").Total, rs.Of("independent").Total; d != want.dependent || i != want.independent {
			t.Errorf("?%s takes %v and %v, want %v and %v", query, d, i, want.dependent, want.independent)
		}
		for _, r := range rs.List {
			if r.Value != want.page {
				t.Errorf("?%s: %s shows %q, want %q", query, r.Variant.Name, r.Value, want.page)
			}
		}
	}
}
