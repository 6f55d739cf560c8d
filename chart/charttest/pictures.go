package charttest

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"overlap/chart/scene"
	"overlap/report"
	"overlap/scenarios"
	"overlap/scenarios/deadlock"
	"overlap/scenarios/fanout"
	"overlap/scenarios/mixed"
	"overlap/scenarios/restaurant"
)

// Run runs a scenario with settings such as "clients", "5" and returns its scene.
func Run(t testing.TB, s *scenarios.Scenario, settings ...string) *scene.Scene {
	t.Helper()
	in := s.New()
	for i := 0; i < len(settings); i += 2 {
		if err := in.Set(settings[i], settings[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	return scene.Of(report.Panels(in.RunAll(scenarios.Options{})), scene.View{})
}

// Pictures are the runs whose charts a person has looked at.
func Pictures(t *testing.T) map[string]*scene.Scene {
	return map[string]*scene.Scene{
		"fanout":     Run(t, fanout.Scenario),
		"restaurant": Run(t, restaurant.Scenario),
		"busy":       Run(t, restaurant.Scenario, "taking", "800ms"),
		"missing":    Run(t, fanout.Scenario, "product", "99"),
		"mixed":      Run(t, mixed.Scenario),
		"deadlock":   Run(t, deadlock.Scenario),
		"backlog":    Run(t, fanout.Scenario, "clients", "100", "backlog", "100"),
	}
}

// line makes a line of totals in milliseconds, those below zero of runs that failed.
func line(title string, ms ...int) scene.Line {
	l := scene.Line{Title: title}
	for _, n := range ms {
		l.Points = append(l.Points, scene.Point{Total: time.Duration(max(n, -n)) * time.Millisecond, Failed: n < 0})
	}
	return l
}

// Sweeps are those whose pictures a person has looked at.
func Sweeps() map[string]*scene.Sweep {
	now := int64(8)
	all := map[string]*scene.Sweep{
		"log": {Title: "Echo", Name: "Clients", Log: true, Values: []int64{1, 10, 100, 1000, 10_000}, Lines: []scene.Line{
			line("One thread, one client at a time", 100, 1000, 10_000, 100_000, 1_000_000),
			line("A thread per client", 100, 103, 128, 388, 3090), line("Event loop", 100, 101, 110, 201, 1190)}},
		"crossing": {Title: "Batching", Name: "Requests at once", Values: []int64{4, 5, 6, 8, 10, 20}, Now: &now, Lines: []scene.Line{
			line("One item to a request", 500, 400, 400, 300, 200, 100), line("Batches", 250, 250, 250, 250, 250, 250)}},
		"failing": {Title: "Retry", Name: "Failing", Unit: scene.Percent, Values: []int64{0, 25, 50, 75, 100}, Lines: []scene.Line{
			line("Once", 100, -100, -100, -100, -100), line("Again", 100, 200, 300, -700, -700)}},
		"words": {Title: "Mixed", Name: "Machine", Values: []int64{0, 1}, Words: []string{"ideal", "cpython-3.11"}, Lines: []scene.Line{
			line("Loop", 0, 11), line("Threads", 0, 44), line("Processes", 0, 44), line("Free <threads>", 0, 43), line("Native", 0, 45)}},
		"alone": {Title: "Hello", Name: "Pause", Unit: scene.Time, Values: []int64{1e9}, Lines: []scene.Line{line("One", 1000)}},
		"empty": {Title: "Hello", Name: "Pause", Unit: scene.Time, Lines: []scene.Line{{Title: "One"}}},
	}
	for _, s := range all {
		compare(s)
	}
	return all
}

// compare has all lines have done the same work.
func compare(s *scene.Sweep) *scene.Sweep {
	report.CompareLines(s, func(int) bool { return false })
	return s
}

// DrawSweep draws a random sweep.
func DrawSweep(t *rapid.T) *scene.Sweep {
	s := &scene.Sweep{Title: "a <b>", Name: rapid.String().Draw(t, "name"), Unit: scene.Unit(rapid.IntRange(0, 2).Draw(t, "unit"))}
	at := rapid.Int64Range(0, 1e10).Draw(t, "from")
	for range rapid.IntRange(0, 60).Draw(t, "values") {
		s.Values = append(s.Values, at)
		at += rapid.Int64Range(1, 1e10).Draw(t, "more")
	}
	s.Log = len(s.Values) > 0 && s.Values[0] > 0 && rapid.Bool().Draw(t, "log")
	if rapid.Bool().Draw(t, "words") {
		for i := range s.Values {
			s.Values[i] = int64(i)
			s.Words = append(s.Words, rapid.String().Draw(t, "word"))
		}
		s.Log = false
	}
	for range rapid.IntRange(0, 7).Draw(t, "lines") {
		l := scene.Line{Title: rapid.String().Draw(t, "line")}
		for range rapid.IntRange(0, len(s.Values)).Draw(t, "points") {
			total := time.Duration(rapid.SampledFrom([]int64{0, 1, 1e6, 1e9, 1e12, math.MaxInt64}).Draw(t, "total"))
			l.Points = append(l.Points, scene.Point{Total: total, Failed: rapid.Bool().Draw(t, "failed")})
		}
		s.Lines = append(s.Lines, l)
	}
	return compare(s)
}
