package scenarios

import (
	"slices"
	"time"

	"overlap/engine"
)

// Measured is what a scenario's latencies are.
type Measured struct {
	Of    string // what takes that long, such as "a download"; "" where the scenario is not about latencies
	First bool   // their chart stands above the timeline
}

// Latencies says that the scenario is about how long something takes, such as "a download". Its variants record every
// latency with Latency, and a chart shows how these spread: below the timeline, or first, where it is what matters most.
func (d *Declaration) Latencies(of string, first bool) { d.measured = Measured{of, first} }

// latencies are what a run has recorded. They are attached to its loop.
type latencies struct{ list []time.Duration }

// Latency records how long something took in t's run. It does nothing where servers run without a scenario's variant.
func Latency(t *engine.Task, d time.Duration) {
	if l, ok := engine.Attached[*latencies](t.Loop()); ok {
		l.list = append(l.list, d)
	}
}

// recorded returns the latencies of a run that is over, rising.
func recorded(l *engine.Loop) []time.Duration {
	all, ok := engine.Attached[*latencies](l)
	if !ok {
		return nil
	}
	slices.Sort(all.list)
	return all.list
}

// Percentile returns the latency that so many thousandths of the run's latencies do not exceed, 0 without latencies.
func (r *Result) Percentile(thousandths int) time.Duration {
	return Percentile(r.Latencies, thousandths)
}

// Percentile returns the least of some rising latencies that so many thousandths of them do not exceed, by nearest rank, 0
// without latencies: 500 is the median, 999 is p99.9.
func Percentile(latencies []time.Duration, thousandths int) time.Duration {
	if len(latencies) == 0 {
		return 0
	}
	rank := (thousandths*len(latencies) + 999) / 1000 // rounded up
	return latencies[max(rank, 1)-1]
}
