//go:build !js

package all

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"overlap/engine/trace"
	"overlap/scenarios"
)

// slack measures, beside what a test does, how late this machine is with what is due: how much later than a
// millisecond after its time a timer goes off. On a quiet machine that is nothing. On one that is busy with
// other things a comparison with the model must allow for it, or fail for no reason.
//
// Threads that work are held up in another way: they are ready to go on and get no processor. How long, Linux
// counts for each thread.
type slack struct {
	stop   chan struct{}
	late   chan []time.Duration
	queued time.Duration
}

// probes is how many timers are watched at once: a processor that another program takes away for a while
// holds up what was due on it, and not the rest.
const probes = 4

func measureSlack() slack {
	s := slack{make(chan struct{}), make(chan []time.Duration), queued()}
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

// queued returns how long this process's threads have waited for a processor, all together; 0 where nobody counts.
func queued() (sum time.Duration) {
	threads, _ := filepath.Glob("/proc/self/task/*/schedstat")
	for _, name := range threads {
		text, _ := os.ReadFile(name) // "ran waited slices", in nanoseconds; threads that have ended since count no more
		if fields := strings.Fields(string(text)); len(fields) > 1 {
			waited, _ := strconv.ParseInt(fields[1], 10, 64)
			sum += time.Duration(waited)
		}
	}
	return sum
}

// take ends the measurement and returns what a run of so many steps may have been late by: each step once,
// by the worst that was seen; and if it works, by what threads had to wait for.
func (s slack) take(steps int, works bool) (sum time.Duration) {
	if works {
		sum = max(0, queued()-s.queued)
	}
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
