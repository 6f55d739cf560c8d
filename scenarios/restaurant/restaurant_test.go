package restaurant

import (
	"slices"
	"testing"
	"time"

	"overlap/scenarios"
)

func TestOrderOfTheEvening(t *testing.T) {
	rs := Scenario.New().RunAll(scenarios.Options{})
	if s, c := rs.Of("sequential").Total, rs.Of("concurrent").Total; s != 7500*time.Millisecond || c != 3*time.Second {
		t.Errorf("it takes %v and %v, want 7.5s and 3s", s, c)
	}
	var got []string
	for _, log := range rs.Of("concurrent").Summary().Logs {
		got = append(got, time.Duration(log.At).String()+" "+log.Text)
	}
	want := []string{"0s order 1 taken", "0s order 2 taken", "0s order 3 taken", "0s order 4 taken",
		"1s dinner 2 ready", "1.5s dinner 4 ready", "2s dinner 3 ready", "3s dinner 1 ready"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestFigures(t *testing.T) {
	for query, want := range map[string][2]time.Duration{
		"customers=1=5s;2=500ms;3=500ms;4=500ms": {6500 * time.Millisecond, 5 * time.Second},
		"taking=800ms":                           {10700 * time.Millisecond, 4700 * time.Millisecond},
		"customers=1=3s":                         {3 * time.Second, 3 * time.Second},
		"customers=":                             {0, 0},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		rs := in.RunAll(scenarios.Options{})
		if got := [2]time.Duration{rs.Of("sequential").Total, rs.Of("concurrent").Total}; got != want {
			t.Errorf("?%s takes %v, want %v", query, got, want)
		}
	}
}
