package scene

import (
	"math"
	"time"
)

// Sweep is how long variants took over the values of one parameter.
type Sweep struct {
	Title  string   // what was run
	Name   string   // what its values are of, such as "Clients"
	Unit   Unit     // of values
	Values []int64  // rising
	Words  []string // for each value, where values are words and have no places on an axis but in turn; else none
	Log    bool     // on a logarithmic axis, for which values must be positive
	Lines  []Line
	Times  []float64 // for each value, how many times as fast the last of the compared lines was as the first, 0 when that cannot be said
}

// Line is one variant of a sweep.
type Line struct {
	Title  string
	Points []Point // for the first of the values; those without a point are not drawn
	Role   Role    // its part in the comparison of those that did the same work
}

// Point is one run.
type Point struct {
	Total  time.Duration // of one that failed: until then
	Failed bool
}

// Unit says what the numbers of an axis count.
type Unit uint8

const (
	Number  Unit = iota
	Percent      // whole ones
	Time         // nanoseconds
)

// Series is how many looks of lines there are; with more lines than that the looks begin anew.
const Series = 5

// Axis is one side of a curve's plot: numbers on a line from 0 to 1.
type Axis struct {
	Unit   Unit
	Lo, Hi int64
	Log    bool
}

// Part returns where a number stands.
func (a Axis) Part(v int64) float64 {
	if a.Hi <= a.Lo {
		return 0.5
	}
	v = min(max(v, a.Lo), a.Hi)
	if a.Log {
		low := math.Log(float64(a.Lo))
		return (math.Log(float64(v)) - low) / (math.Log(float64(a.Hi)) - low)
	}
	return float64(v-a.Lo) / float64(a.Hi-a.Lo)
}

// Axes returns the axis of the values and that of the totals, which is logarithmic where they differ so much that the
// small ones could not be told apart, unless the values are on a plain scale: there a straight line is to look straight.
func (s *Sweep) Axes() (x, y Axis) {
	x = Axis{Unit: s.Unit, Log: s.Log}
	if n := len(s.Values); n > 0 {
		x.Lo, x.Hi = s.Values[0], s.Values[n-1]
	}
	y = Axis{Unit: Time, Lo: -1}
	for _, line := range s.Lines {
		for _, p := range line.Points {
			if total := int64(max(p.Total, 0)); y.Lo < 0 || total < y.Lo {
				y.Lo = total
			}
			y.Hi = max(y.Hi, int64(p.Total))
		}
	}
	if y.Log = wide(y.Lo, y.Hi) && (s.Log || len(s.Words) > 0); !y.Log {
		y.Lo, y.Hi = 0, max(y.Hi, 1)
	}
	return x, y
}

// Place returns where the i-th value stands on the axis, from 0 to 1.
func (s *Sweep) Place(x Axis, i int) float64 {
	if len(s.Words) > 0 {
		return (float64(i) + 0.5) / float64(len(s.Words))
	}
	return x.Part(s.Values[i])
}

// Points returns how many points of a line there are to draw.
func (s *Sweep) Points(line int) int { return min(len(s.Lines[line].Points), len(s.Values)) }

// wide reports whether numbers differ so much that only a logarithmic axis shows all of them.
func wide(lo, hi int64) bool { return lo > 0 && hi/100 >= lo }

// Compared returns the first and the last of the lines that did the same work; ok is false when there are no two.
func (s *Sweep) Compared() (first, last int, ok bool) {
	first, last = -1, -1
	for i := range s.Lines {
		switch s.Lines[i].Role {
		case First:
			first = i
		case Last:
			last = i
		}
	}
	return first, last, first >= 0 && last >= 0
}

// Spread moves places apart until there is a gap between any two, in their order, and none is outside of lo and hi unless
// there is no room.
func Spread(at []float64, gap, lo, hi float64) {
	order := make([]int, len(at))
	for i := range order {
		k := i
		for ; k > 0 && at[order[k-1]] > at[i]; k-- {
			order[k] = order[k-1]
		}
		order[k] = i
	}
	for _, i := range order {
		at[i] = max(at[i], lo)
		lo = at[i] + gap
	}
	for k := len(order) - 1; k >= 0 && at[order[k]] > hi; k-- {
		at[order[k]] = hi
		hi -= gap
	}
}
