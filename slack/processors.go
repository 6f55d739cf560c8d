//go:build !js

package slack

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// stretch is a stretch of time, from the beginning of the measurement on, and for how much of it other programs held this one up.
type stretch struct{ from, to, held time.Duration }

// period is how often the processors are asked: more often would take more than a hundredth of one.
const period = 20 * time.Millisecond

// use is what a thread has had since it began.
type use struct{ ran, waited time.Duration }

// threads returns what each thread of this process has had, as Linux counts; nothing where the system does not.
func threads() map[string]use {
	names, _ := filepath.Glob("/proc/self/task/*/schedstat")
	all := make(map[string]use, len(names))
	for _, name := range names {
		text, _ := os.ReadFile(name) // "ran waited slices", in nanoseconds; a thread that has just ended has none
		if fields := strings.Fields(string(text)); len(fields) > 1 {
			ran, _ := strconv.ParseInt(fields[0], 10, 64)
			waited, _ := strconv.ParseInt(fields[1], 10, 64)
			all[name] = use{time.Duration(ran), time.Duration(waited)}
		}
	}
	return all
}

// between returns what all threads together have had from one count to the next.
func between(before, after map[string]use) (sum use) {
	for name, now := range after {
		sum.ran += now.ran - before[name].ran
		sum.waited += now.waited - before[name].waited
	}
	return sum
}

// held returns for how much of a stretch other programs kept threads from the processors. Threads that wait for each other's
// processors do so on a quiet machine, too. And a stretch is lost once, however many threads wait in it.
func held(length time.Duration, had use, processors int) time.Duration {
	could := min(had.ran+had.waited, length*time.Duration(processors))
	return min(max(0, could-had.ran), length)
}

// watch counts how this process is held up, stretch by stretch, until stop is closed.
func watch(began time.Time, processors int, stop <-chan struct{}) (list []stretch) {
	ticker := time.NewTicker(period)
	defer ticker.Stop()
	from, before := time.Since(began), threads()
	for stopped := false; !stopped; {
		select {
		case <-ticker.C:
		case <-stop:
			stopped = true
		}
		to, after := time.Since(began), threads()
		list = append(list, stretch{from, to, held(to-from, between(before, after), processors)})
		from, before = to, after
	}
	return list
}
