//go:build !js

package slack

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Meter measures, while programs run, how late this machine is: how much later than a millisecond after its time a timer
// goes off. On a quiet machine that is nothing. On a busy one, a comparison with the model that does not allow for it
// fails for no reason.
//
// A thread that works is held up in another way: it is ready to run and gets no processor. For each thread, Linux counts
// how long.
type Meter struct {
	stop   chan struct{}
	late   chan []delay
	queued time.Duration
}

// delay is a stretch of time, from the beginning of the measurement on, in which a timer was late.
type delay struct{ from, to time.Duration }

// probes is the number of timers that are watched at once: when another program takes a processor for a while, only the
// timers on that processor are late.
const probes = 4

// Start begins to measure. Take must be called.
func Start() Meter {
	s := Meter{make(chan struct{}), make(chan []delay), queued()}
	began := time.Now()
	for range probes {
		go s.probe(began)
	}
	return s
}

func (s Meter) probe(began time.Time) {
	var late []delay
	for {
		due := time.Since(began) + time.Millisecond
		select {
		case <-s.stop:
			s.late <- late
			return
		case <-time.NewTimer(due - time.Since(began)).C:
			if d := (delay{due + time.Millisecond, time.Since(began)}); d.to > d.from {
				late = append(late, d)
			}
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

// Take ends the measurement and returns how late a run with that many steps may have been, and if the run works, with its threads'
// waits for a processor.
func (s Meter) Take(steps int, works bool) (sum time.Duration) {
	if works {
		sum = max(0, queued()-s.queued)
	}
	close(s.stop)
	var late []delay
	for range probes {
		late = append(late, <-s.late...)
	}
	return sum + lateness(late, steps)
}

// lateness returns by how much timers that were late may have delayed a run of that many steps. Each step meets one delay at most, so
// together they meet the longest. And all steps are in one run, which loses an instant once, however many timers are late in it.
func lateness(late []delay, steps int) time.Duration {
	slices.SortFunc(late, func(a, b delay) int { return cmp.Compare(b.to-b.from, a.to-a.from) })
	longest := time.Duration(0)
	for _, d := range late[:min(steps, len(late))] {
		longest += d.to - d.from
	}
	slices.SortFunc(late, func(a, b delay) int { return cmp.Compare(a.from, b.from) })
	covered, until := time.Duration(0), time.Duration(0)
	for _, d := range late {
		if d.to > until {
			covered += d.to - max(d.from, until)
			until = d.to
		}
	}
	return min(longest, covered)
}
