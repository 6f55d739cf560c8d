//go:build !js

package scraper

import (
	"slices"
	"testing"
	"time"

	"overlap/engine/trace"
	"overlap/quantity"
	"overlap/scenarios"
)

const ms = time.Millisecond

// The figures of the catalogue, for many seeds: what chance adds is read from the waits.
func TestFigures(t *testing.T) {
	for seed := range uint64(50) {
		rs := Scenario.New().RunAll(scenarios.Options{Seed: seed})
		for name, fixed := range map[string]time.Duration{"naive": 1500 * ms, "slots": 3500 * ms, "retry-after": 3500 * ms} {
			r := rs.Of(name)
			waits := backOffs(t, r)
			for i, w := range waits {
				if low := time.Second << i; name != "retry-after" && (w < low || w > low+time.Second) || name == "retry-after" && w != time.Second {
					t.Errorf("seed %d, %s: back-off %d is %v", seed, name, i+1, w)
				}
				fixed += w
			}
			if len(waits) != 3 || r.Total != fixed || r.Value != "11 requests, 7 ok, 1 failed, 3 retries" {
				t.Errorf("seed %d, %s: %v, %s after waits of %v, want %v", seed, name, r.Total, r.Value, waits, fixed)
			}
		}
	}
}

// backOffs returns how long each retry was put off, and fails the test unless the log says it.
func backOffs(t *testing.T, r *scenarios.Result) (waits []time.Duration) {
	t.Helper()
	logs := r.Summary().Logs
	for i := range r.Summary().Tasks {
		task := &r.Summary().Tasks[i]
		for _, s := range task.Spans {
			if s.State != trace.Waiting || s.Why != trace.WhySleep || s.From == s.To || task.LabelAt(s.From) != "back-off" {
				continue
			}
			waits = append(waits, time.Duration(s.To-s.From))
			if want := "refused, asks again in " + quantity.Duration(waits[len(waits)-1]); len(waits) > len(logs) || logs[len(waits)-1].Text != want {
				t.Errorf("the log does not say %q", want)
			}
		}
	}
	return waits
}

// The first request of each page: the naive limiter lets them go in bunches.
func TestDepartures(t *testing.T) {
	rs := Scenario.New().RunAll(scenarios.Options{})
	for name, want := range map[string][]time.Duration{
		"naive":       {0, 500 * ms, 500 * ms, 500 * ms, 1000 * ms, 1000 * ms, 1000 * ms, 1500 * ms},
		"slots":       {0, 500 * ms, 1000 * ms, 1500 * ms, 2000 * ms, 2500 * ms, 3000 * ms, 3500 * ms},
		"retry-after": {0, 500 * ms, 1000 * ms, 1500 * ms, 2000 * ms, 2500 * ms, 3000 * ms, 3500 * ms},
	} {
		if got := departures(rs.Of(name))[:8]; !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

// Three refused pages keep all permits of the naive scraper until they are given up; the others wait that long.
func TestSleepingWithAPermit(t *testing.T) {
	in, err := Scenario.FromQuery("jitter=0s&pages=1=/status/429;2=/status/429;3=/status/429;4=/json")
	if err != nil {
		t.Fatal(err)
	}
	rs := in.RunAll(scenarios.Options{})
	for name, want := range map[string]time.Duration{"naive": 7500 * ms, "slots": 1500 * ms} {
		json := departures(rs.Of(name))
		if name == "naive" && json[len(json)-1] < want || name == "slots" && !slices.Contains(json, want) {
			t.Errorf("%s: the requests go at %v, want the last page's at %v", name, json, want)
		}
	}
}

func TestServed(t *testing.T) {
	for path, want := range map[string]bool{"/json": true, "/status/429": true, "/delay/0.5": true, "/status/199": false,
		"/status/+29": false, "/delay/nan": false, "/delay/61": false, "/delay/": false, "": false, "json": false, "/x": false} {
		if isServed(path) != want {
			t.Errorf("%q: %v", path, !want)
		}
	}
}
