package barrier

import (
	"math"
	"time"

	"overlap/engine"
)

// takes returns how long each worker takes for each phase. Chance is drawn at the start, so that all variants have the same.
func (c *crew) takes(t *engine.Task) [][]time.Duration {
	all := make([][]time.Duration, c.workers)
	for i := range all {
		for k := range c.phases {
			d := c.fast
			switch {
			case c.slowest == "chance":
				more := math.Round(float64((c.slow-c.fast)/time.Microsecond) * t.Rand().Float64())
				d += time.Duration(more) * time.Microsecond
			case c.slowest == "same" && i == 0, c.slowest == "another" && i == k%c.workers:
				d = c.slow
			}
			all[i] = append(all[i], d)
		}
	}
	return all
}
