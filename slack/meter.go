//go:build !js

package slack

import (
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
	late   chan []time.Duration
	queued time.Duration
}

// probes is the number of timers that are watched at once: when another program takes a processor for a while, only the
// timers on that processor are late.
const probes = 4

// Start begins to measure. Take must be called.
func Start() Meter {
	s := Meter{make(chan struct{}), make(chan []time.Duration), queued()}
	for range probes {
		go s.probe()
	}
	return s
}

func (s Meter) probe() {
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

// Take ends the measurement and returns how late a run with that many steps may have been: by the worst lateness once for
// each step, and if the run works, by its threads' waits for a processor.
func (s Meter) Take(steps int, works bool) (sum time.Duration) {
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
