//go:build !js

package slack

import (
	"cmp"
	"runtime"
	"slices"
	"time"
)

// Meter measures, while programs run, how late this machine is: how much later than a millisecond after its time a timer
// goes off. On a quiet machine that is nothing. On a busy one, a comparison with the model that does not allow for it
// fails for no reason.
//
// A thread that works is held up in another way: it is ready to run and gets no processor. For each thread, Linux counts
// how long.
type Meter struct {
	stop chan struct{}
	late chan []delay
	held chan []stretch
}

// delay is a stretch of time, from the beginning of the measurement on, in which a timer was late.
type delay struct{ from, to time.Duration }

// probes is the number of timers that are watched at once: when another program takes a processor for a while, only the
// timers on that processor are late.
const probes = 4

// Start begins to measure. Take must be called.
func Start() Meter {
	s := Meter{make(chan struct{}), make(chan []delay), make(chan []stretch, 1)}
	began := time.Now()
	go func() { s.held <- watch(began, runtime.NumCPU(), s.stop) }()
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

// Take ends the measurement and returns how late a run with that many steps may have been. One that works also loses what its
// threads wait for processors that other programs have.
func (s Meter) Take(steps int, works bool) time.Duration {
	close(s.stop)
	var late []delay
	for range probes {
		late = append(late, <-s.late...)
	}
	stretches := <-s.held
	if works {
		return heldUp(late, stretches, steps)
	}
	return lateness(late, steps)
}

// heldUp returns by how much timers that were late, and processors that others had, may have delayed a run of that many steps. Where
// both were in one stretch they are mostly one thing, so the longer counts.
func heldUp(late []delay, stretches []stretch, steps int) time.Duration {
	longer, all := time.Duration(0), lateness(late, steps)
	for _, s := range stretches {
		var within []delay
		for _, d := range late {
			if from, to := max(d.from, s.from), min(d.to, s.to); from < to {
				within = append(within, delay{from, to})
			}
		}
		longer += max(s.held, covered(within))
		all += s.held
	}
	return min(longer, all)
}

// lateness returns by how much timers that were late may have delayed a run of that many steps. Each step meets one delay at most, so
// together they meet the longest. And all steps are in one run, which loses an instant once, however many timers are late in it.
func lateness(late []delay, steps int) time.Duration {
	slices.SortFunc(late, func(a, b delay) int { return cmp.Compare(b.to-b.from, a.to-a.from) })
	longest := time.Duration(0)
	for _, d := range late[:min(steps, len(late))] {
		longest += d.to - d.from
	}
	return min(longest, covered(late))
}

// covered returns how much time the delays cover together.
func covered(late []delay) (sum time.Duration) {
	slices.SortFunc(late, func(a, b delay) int { return cmp.Compare(a.from, b.from) })
	until := time.Duration(0)
	for _, d := range late {
		if d.to > until {
			sum += d.to - max(d.from, until)
			until = d.to
		}
	}
	return sum
}
