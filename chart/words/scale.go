package words

import (
	"math"
	"strconv"
	"time"

	"overlap/quantity"
)

// Scale is the ticks of a time axis: one every Step, all in one unit so that they can be compared at a glance.
type Scale struct {
	Step time.Duration
	unit time.Duration // 0 when labels are formatted by Duration
	name string
}

// NewScale chooses a round step, with at most n steps in span.
func NewScale(span time.Duration, n int) Scale {
	least := float64(span) / float64(max(n, 1))
	s := Scale{Step: roundStep(least)}
	switch {
	case span < time.Microsecond:
		s.unit, s.name = time.Nanosecond, "ns"
	case span < time.Millisecond:
		s.unit, s.name = time.Microsecond, "µs"
	case span < 2*time.Second:
		s.unit, s.name = time.Millisecond, "ms"
	case span <= 90*time.Second:
		s.unit, s.name = time.Second, "s"
	}
	return s
}

// roundStep returns the shortest round step of at least least nanoseconds.
func roundStep(least float64) time.Duration {
	for unit := time.Nanosecond; unit <= time.Second; unit *= 10 {
		for _, k := range []time.Duration{1, 2, 5} {
			if float64(k*unit) >= least {
				return k * unit
			}
		}
	}
	for _, d := range []time.Duration{10 * time.Second, 15 * time.Second, 30 * time.Second, time.Minute, 2 * time.Minute,
		5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 30 * time.Minute} {
		if float64(d) >= least {
			return d
		}
	}
	const most = math.MaxInt64 / 2
	h := time.Hour
	for float64(h) < least && h < most {
		h *= 2
	}
	return h
}

// Label formats an instant of the axis.
func (s Scale) Label(t time.Duration) string {
	if s.unit == 0 {
		return quantity.Duration(t)
	}
	places := 0
	for unit := s.unit; s.Step < unit; unit /= 10 {
		places++
	}
	return strconv.FormatFloat(float64(t)/float64(s.unit), 'f', places, 64) + " " + s.name
}
