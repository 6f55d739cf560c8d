package scene

import (
	"math"
	"time"
)

// Unit says what the numbers of an axis count.
type Unit uint8

const (
	Number  Unit = iota
	Percent      // whole percent
	Time         // nanoseconds
)

// Axis maps the numbers from Lo to Hi to places from 0 to 1.
type Axis struct {
	Unit   Unit
	Lo, Hi int64
	Log    bool
}

// Part returns the place of a number, from 0 to 1.
func (a Axis) Part(v int64) float64 { return a.Between(v, 0, 1) }

// Between returns the place of a number where the axis is drawn from left to right. Numbers beyond it are at its ends.
func (a Axis) Between(v int64, left, right float64) float64 {
	switch v = min(max(v, a.Lo), a.Hi); {
	case a.Hi <= a.Lo:
		return (left + right) / 2
	case a.Log:
		low := math.Log(float64(a.Lo))
		return left + (right-left)*(math.Log(float64(v))-low)/(math.Log(float64(a.Hi))-low)
	}
	return left + (right-left)*float64(v-a.Lo)/float64(a.Hi-a.Lo)
}

// At returns the number at a place from 0 to 1.
func (a Axis) At(part float64) int64 {
	part = min(max(part, 0), 1)
	if a.Log {
		low := math.Log(float64(a.Lo))
		return int64(math.Exp(low + part*(math.Log(float64(a.Hi))-low)))
	}
	return a.Lo + int64(part*float64(a.Hi-a.Lo))
}

// Unseen is the share of the axis below which a stretch of time is too short to be seen.
const Unseen = 1.0 / 1000

// lastInstant returns the last instant of the panel's trace that belongs on the axis: tasks that the variant left
// behind may have gone on after its end.
func (p *Panel) lastInstant() int64 {
	last := max(int64(p.Began+p.Total), p.Summary.Total)
	if len(p.Stuck) > 0 { // room to draw waits that never end
		last += max(last-int64(p.Began), int64(time.Millisecond))
	}
	return last
}

// RunsOn returns until when tasks visibly go on that the variant left behind at its end; 0 when none do.
func (p *Panel) RunsOn() time.Duration {
	last := time.Duration(p.lastInstant()) - p.Began
	if len(p.Stuck) > 0 || float64(last-p.Total) <= float64(last)*Unseen {
		return 0
	}
	return last
}

// length returns the time that the panel's picture takes, with its ghost.
func (p *Panel) length() time.Duration {
	length := time.Duration(p.lastInstant()) - p.Began
	if p.Ghost != nil {
		length = max(length, p.Ghost.Total)
	}
	return length
}

// Has reports whether a stretch of time touches the strip's axis. What ended before the first
// instant of a whole logarithmic axis is at its beginning.
func (s *Strip) Has(from, to time.Duration) bool { return to >= s.from && int64(from) <= s.Axis.Hi }

// Window returns the stretch of time that the strip's axis shows.
func (s *Strip) Window() (from, to time.Duration) { return s.from, time.Duration(s.Axis.Hi) }
