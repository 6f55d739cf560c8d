package hedge

import (
	"math"
	"slices"
	"strconv"
	"time"

	"overlap/engine"
	"overlap/quantity"
	"overlap/scenarios"
)

// luck is what share of all calls takes no longer than those of a request, if they are made.
type luck struct{ first, second float64 }

// meter holds what a run measures.
type meter struct {
	calls int
	took  []time.Duration // by the requests
}

// run makes the requests one after another with ask. The luck of a run is drawn at its start, so that all variants have the
// same.
func (c *client) run(t *engine.Task, ask func(*meter, luck) error) (string, error) {
	all, m := make([]luck, c.requests), &meter{}
	for i := range all {
		all[i] = luck{t.Rand().Float64(), t.Rand().Float64()}
	}
	for _, l := range all {
		began := t.Now()
		if err := ask(m, l); err != nil {
			return "", err
		}
		m.took = append(m.took, t.Now()-began)
		scenarios.Latency(t, t.Now()-began)
	}
	slices.Sort(m.took)
	return m.text("p50 ", 500) + m.text(", p99 ", 990) + m.text(", p99.9 ", 999) + ", " + quantity.Count(m.calls) + calls, nil
}

const calls = " calls"

// text writes a percentile in tenths of a millisecond.
func (m *meter) text(name string, thousandths int) string {
	tenths := int((scenarios.Percentile(m.took, thousandths) + 50*time.Microsecond) / (100 * time.Microsecond))
	return name + quantity.Count(tenths/10) + "." + strconv.Itoa(tenths%10) + " ms"
}

// quantile returns the time that such a share of calls does not exceed: a call with a random share takes a random time.
func (c *client) quantile(share float64) time.Duration {
	usual := 1 - c.slowShare
	if share > usual {
		return c.slow
	}
	return time.Duration(math.Round(float64(c.usual/time.Microsecond)*(0.5+share/usual))) * time.Microsecond
}
