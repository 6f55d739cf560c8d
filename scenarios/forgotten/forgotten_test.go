//go:build !js

package forgotten

import (
	"strings"
	"testing"
	"time"

	"overlap/scenarios"
)

func TestFigures(t *testing.T) {
	for query, want := range map[string][4]int{ // milliseconds
		"":                     {100, 200, 100, 100},
		"save=1s":              {100, 1100, 100, 1000},
		"save=50ms":            {100, 150, 100, 100},
		"save=0s&confirm=0s":   {0, 0, 0, 0},
		"orders=50&confirm=2s": {2000, 2100, 2000, 2000},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range in.RunAll(scenarios.Options{}).List {
			if r.Total != time.Duration(want[i])*time.Millisecond {
				t.Errorf("?%s: %s takes %v, want %d ms", query, r.Variant.Name, r.Total, want[i])
			}
		}
	}
}

// The report names the line with the call that nobody awaited.
func TestReportNamesTheLine(t *testing.T) {
	lines := strings.Split(Scenario.Texts().Source, "\n")
	rs := Scenario.New().RunAll(scenarios.Options{Lines: true})
	for name, want := range map[string]string{
		"forgotten": `t.Coroutine("save order 1", shop.save)`,
		"loop":      `t.Coroutine("save order "+strconv.Itoa(n+1), shop.save)`,
	} {
		for _, o := range rs.Of(name).Report.NeverAwaited {
			if got := strings.TrimSpace(lines[o.Line-1]); got != want {
				t.Errorf("%s: %s was made in line %d, %q, want %q", name, o.Name, o.Line, got, want)
			}
		}
	}
}
