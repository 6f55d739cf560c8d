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

// slack measures, while a test runs, how late this machine is: how much later than a millisecond after its time a timer
// goes off. On a quiet machine that is nothing. On a busy one, a comparison with the model that does not allow for it
// fails for no reason.
//
// A thread that works is held up in another way: it is ready to run and gets no processor. For each thread, Linux counts
// how long.
type slack struct {
	stop   chan struct{}
	late   chan []time.Duration
	queued time.Duration
}

// probes is the number of timers that are watched at once: when another program takes a processor for a while, only the
// timers on that processor are late.
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

// queued returns how long this process's threads have waited for a processor, in total; 0 where the system does not count
// it.
func queued() (sum time.Duration) {
	threads, _ := filepath.Glob("/proc/self/task/*/schedstat")
	for _, name := range threads {
		text, _ := os.ReadFile(name) // "ran waited slices", in nanoseconds; threads that have ended are missing
		if fields := strings.Fields(string(text)); len(fields) > 1 {
			waited, _ := strconv.ParseInt(fields[1], 10, 64)
			sum += time.Duration(waited)
		}
	}
	return sum
}

// take ends the measurement and returns how late a run with that many steps may have been: by the worst lateness once for
// each step, and if the run works, by its threads' waits for a processor.
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

// steps returns how often tasks were resumed in a run.
func steps(r *scenarios.Result) (n int) {
	for _, rec := range r.Trace.All() {
		if rec.Kind == trace.TaskRunning {
			n++
		}
	}
	return n
}

// near fails the test unless a real total is within 5 % of the model's, or within floor if that is more. The real total
// may be higher by as much as the machine was late.
func near(t *testing.T, took time.Duration, model *scenarios.Result, floor, late time.Duration) {
	t.Helper()
	allowed := max(model.Total/20, floor)
	if off := took - model.Total; off > allowed+late || off < -allowed {
		t.Errorf("%s took %v, the model %v: ±%v are allowed, and %v by which the machine was late",
			model.Variant.Name, took, model.Total, allowed, late)
	}
}
