//go:build !js

package coroutine

import (
	"slices"
	"testing"
	"time"

	"overlap/scenarios"
)

func TestFigures(t *testing.T) {
	const ms = time.Millisecond
	for query, want := range map[string][]time.Duration{
		"":                     {3000 * ms, 1500 * ms, 1500 * ms},
		"before=1s":            {4000 * ms, 1500 * ms, 2500 * ms},
		"first=0s&second=0s":   {0, 0, 0},
		"first=10s&second=10s": {40000 * ms, 20000 * ms, 20000 * ms},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range in.RunAll(scenarios.Options{}).List {
			if err := r.Took(want[i]); err != nil {
				t.Errorf("?%s: %v", query, err)
			}
		}
	}
}

func TestLines(t *testing.T) {
	rs := Scenario.New().RunAll(scenarios.Options{})
	for variant, want := range map[string][]string{
		"sequential": {
			"0s A is created, B is created",
			"0s A starts", "0s A suspends", "1s A resumes", "1s A suspends again", "1.5s A is done",
			"1.5s A is closed, B is created",
			"1.5s B starts", "1.5s B suspends", "2.5s B resumes", "2.5s B suspends again", "3s B is done"},
		"generator": {
			"0s A is created", "0s A is running", "0s A is suspended", "1s A is running", "1s A is suspended",
			"1.5s A is running", "1.5s A is closed"},
		"concurrent": {
			"0s A is created, B is created",
			"0s A starts", "0s A suspends", "0s B starts", "0s B suspends",
			"1s A resumes", "1s A suspends again", "1s B resumes", "1s B suspends again",
			"1.5s A is done", "1.5s B is done"},
	} {
		var got []string
		for _, log := range logs(rs.Of(variant)) {
			got = append(got, time.Duration(log.At).String()+" "+log.Text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", variant, got, want)
		}
	}
	if got, want := rs.Of("generator").Value, "A returned 12 and cannot be resumed again"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
