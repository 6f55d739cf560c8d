//go:build !js

package all

import (
	"slices"
	"testing"
	"time"

	"overlap/engine/trace"
	"overlap/scenarios"
)

// slack measures, beside what a test does, how late this machine is with what is due: how much later than a
// millisecond after its time a timer goes off. On a quiet machine that is nothing. On one that is busy with
// other things a comparison with the model must allow for it, or fail for no reason.
type slack struct {
	stop chan struct{}
	late chan []time.Duration
}

// probes is how many timers are watched at once: a processor that another program takes away for a while
// holds up what was due on it, and not the rest.
const probes = 4

func measureSlack() slack {
	s := slack{make(chan struct{}), make(chan []time.Duration)}
	for range probes {
		go s.probe()
	}
	return s
}

func (s slack) probe() {
	var late []time.Duration
	for {
		due := time.Now().Add(time.Millisecond)
		select {
		case <-s.stop:
			s.late <- late
			return
		case <-time.NewTimer(time.Until(due)).C:
			late = append(late, max(0, time.Since(due)-time.Millisecond))
		}
	}
}

// take ends the measurement and returns what a run of so many steps may have been late by: each step once,
// by the worst that was seen.
func (s slack) take(steps int) (sum time.Duration) {
	close(s.stop)
	var late []time.Duration
	for range probes {
		late = append(late, <-s.late...)
	}
	slices.Sort(late)
	for _, l := range late[max(0, len(late)-steps):] {
		sum += l
	}
	return sum
}

// steps returns how often tasks went on in a run.
func steps(r *scenarios.Result) (n int) {
	for _, rec := range r.Trace.All() {
		if rec.Kind == trace.TaskRunning {
			n++
		}
	}
	return n
}

// near fails the test when a real total is further from the model's than 5 %, or than floor where that is
// more. It may be higher by as much as the machine was late.
func near(t *testing.T, took time.Duration, model *scenarios.Result, floor, late time.Duration) {
	t.Helper()
	allowed := max(model.Total/20, floor)
	if off := took - model.Total; off > allowed+late || off < -allowed {
		t.Errorf("%s took %v, the model %v: ±%v are allowed, and %v by which the machine was late",
			model.Variant.Name, took, model.Total, allowed, late)
	}
}
