package downloads

import (
	"testing"
	"time"

	"overlap/report"
	"overlap/scenarios"
)

func TestFigures(t *testing.T) {
	const s = time.Second
	for query, want := range map[string][2]time.Duration{
		"":                          {6 * s, 2 * s},
		"files=1=5s;2=500ms;3=1s":   {6500 * time.Millisecond, 5 * s},
		"files=1=2s;2=2s;3=2s;4=2s": {8 * s, 2 * s},
		"files=":                    {0, 0},
	} {
		rs := run(t, query)
		if got := [2]time.Duration{rs.Of("sequential").Total, rs.Of("gathered").Total}; got != want {
			t.Errorf("?%s takes %v, want %v", query, got, want)
		}
	}
}

func TestThreeTimesFaster(t *testing.T) {
	rs := run(t, "")
	if got := report.Speedup(rs); got != 3 {
		t.Errorf("the speed-up is %v, want 3", got)
	}
	for name, want := range map[string]int{"sequential": 1, "gathered": 3} {
		if got := rs.Of(name).Summary().Stats; got.PeakInFlight != want || got.PeakConnections != want || got.Connections != 3 {
			t.Errorf("%s: %+v, want a peak of %d", name, got, want)
		}
	}
	if got, want := rs.Of("gathered").Value, "3 complete: file 1, file 2, file 3"; got != want {
		t.Errorf("the result is %q, want %q", got, want)
	}
}

func run(t *testing.T, query string) *scenarios.Results {
	t.Helper()
	in, err := Scenario.FromQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return in.RunAll(scenarios.Options{})
}
