package leak

import (
	"strings"
	"testing"
	"time"

	"overlap/scenarios"
)

// figures are of the variant that leaks; the others take the requests' latency and answer all.
type figures struct {
	dropped, closed time.Duration
	outcome         string
	open            int
}

func TestFigures(t *testing.T) {
	ms := time.Millisecond
	for query, want := range map[string]figures{
		"":                            {2300 * ms, 500 * ms, "answered 2, failed 1, starved 2", 5},
		"limit=50":                    {500 * ms, 500 * ms, "answered 4, failed 1, starved 0", 5},
		"limit=5":                     {500 * ms, 500 * ms, "answered 4, failed 1, starved 0", 5},
		"limit=1":                     {4100 * ms, 500 * ms, "answered 0, failed 1, starved 4", 5},
		"requests=20&limit=10":        {11 * time.Second, 2 * time.Second, "answered 9, failed 1, starved 10", 20},
		"requests=1&latency=0s":       {0, 0, "answered 0, failed 1, starved 0", 1},
		"failing=50&patience=600ms":   {1500 * ms, 500 * ms, "answered 0, failed 3, starved 2", 5},
		"failing=0&limit=4&latency=0": {time.Second, 0, "answered 4, failed 0, starved 1", 5},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		rs := in.RunAll(scenarios.Options{})
		d, c, s := rs.Of("dropped"), rs.Of("closed"), rs.Of("scope")
		got := figures{d.Total, c.Total, d.Value, len(d.Report.LeftOpen)}
		if got != want || s.Total != c.Total {
			t.Errorf("?%s: %+v, with a scope %v, want %+v", query, got, s.Total, want)
		}
		if left := len(c.Report.LeftOpen) + len(s.Report.LeftOpen); left > 0 {
			t.Errorf("?%s: %d connections are left open", query, left)
		}
	}
}

// The report names the line that opened what is left open.
func TestReportNamesTheLine(t *testing.T) {
	rs := Scenario.New().RunAll(scenarios.Options{Lines: true})
	for _, left := range rs.Of("dropped").Report.LeftOpen {
		if !strings.Contains(left, "to db, owned by program (line ") {
			t.Errorf("left open: %s", left)
		}
	}
}
