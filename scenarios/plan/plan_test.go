package plan

import (
	"strings"
	"testing"
	"time"

	"overlap/scenarios"
)

// The figures that the lesson states.
func TestFigures(t *testing.T) {
	const ms = time.Millisecond
	in := Scenario.New()
	faster := strings.Replace(in.Param("calls").String(), "warehouse~120ms", "warehouse~60ms", 1)
	for query, want := range map[string][3]time.Duration{
		"":                     {770 * ms, 265 * ms, 345 * ms},
		"at-once=1":            {770 * ms, 265 * ms, 770 * ms},
		"at-once=60":           {770 * ms, 265 * ms, 265 * ms},
		"limits=recommender=1": {770 * ms, 335 * ms, 350 * ms},
		"calls=" + faster:      {710 * ms, 240 * ms, 315 * ms},
		"calls=":               {0, 0, 0},
	} {
		for i, r := range run(t, query).List {
			if r.Total != want[i] {
				t.Errorf("?%s: %s takes %v, want %v", query, r.Variant.Name, r.Total, want[i])
			}
		}
	}
}

// A call that fails for good takes those with it that need its answer, and no others.
func TestWithoutAnAnswer(t *testing.T) {
	for _, r := range run(t, "calls=a=~10ms~~100%25~2;b=~20ms~a;c=~30ms;d=~40ms~b,c").List {
		if want := "1 of 4 calls answered, not a, b, d"; r.Value != want {
			t.Errorf("%s: %q, want %q", r.Variant.Name, r.Value, want)
		}
		if got := r.LoggedAt("d is not asked, without b"); got < 0 {
			t.Errorf("%s does not log that d is not asked", r.Variant.Name)
		}
	}
	if got := run(t, "calls=a=~10ms~~100%25~2").Of("overlapped").Total; got != 30*time.Millisecond {
		t.Errorf("three tries take %v", got)
	}
}

func TestThirtyCallsFitIntoALink(t *testing.T) {
	in, err := Scenario.FromQuery(feed)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(in.Param("calls").Value().Rows()); n != 30 || len(in.Query()) > 2000 {
		t.Errorf("%d calls take %d characters", n, len(in.Query()))
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
