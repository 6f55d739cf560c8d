package producers

import (
	"testing"
	"time"

	"overlap/scenarios"
)

const ms = time.Millisecond

func TestFigures(t *testing.T) {
	for query, want := range map[string][3]time.Duration{
		"":                    {450 * ms, 450 * ms, 420 * ms},
		"work=10ms":           {230 * ms, 230 * ms, 420 * ms},
		"work=10ms&poll=80ms": {250 * ms, 230 * ms, 420 * ms},
		"bound=400":           {450 * ms, 450 * ms, 420 * ms},
	} {
		for i, r := range run(t, query).List {
			if r.Total != want[i] {
				t.Errorf("?%s: %s takes %v, want %v", query, r.Variant.Name, r.Total, want[i])
			}
		}
	}
}

func TestOrder(t *testing.T) {
	want := " P1-0 P2-0 P3-0 P1-1 P2-1 P3-1 P1-2 P2-2 P3-2"
	rs := run(t, "")
	for _, name := range []string{"polling", "queue"} {
		if got := begun(rs.Of(name)); got != want {
			t.Errorf("%s processes%s", name, got)
		}
	}
}

func TestBackPressure(t *testing.T) {
	for query, want := range map[string]string{
		"":          "12 items: 4 + 4 + 4, at most 3 in the queue",
		"bound=400": "12 items: 4 + 4 + 4, at most 7 in the queue",
	} {
		if got := run(t, query).Of("bounded").Value; got != want {
			t.Errorf("?%s: %s, want %s", query, got, want)
		}
	}
}

// begun returns the items in the order in which processors began with them.
func begun(r *scenarios.Result) (items string) {
	for _, log := range r.Summary().Logs {
		items += " " + log.Text
	}
	return items
}

func run(t *testing.T, query string) *scenarios.Results {
	t.Helper()
	in, err := Scenario.FromQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return in.RunAll(scenarios.Options{})
}
