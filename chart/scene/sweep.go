package scene

import "time"

// Sweep is how long variants took over the values of one parameter.
type Sweep struct {
	Title  string   // what was run
	Name   string   // what its values are of, such as "Clients"
	Unit   Unit     // of values
	Values []int64  // rising
	Words  []string // the values as words, which stand at equal distances on the axis; empty when values are numbers
	Log    bool     // the axis is logarithmic, and values are positive
	Lines  []Line
	Now    *int64    // the value that a reader has set, nil for none
	Times  []float64 // for each value, how many times as fast the last compared line was as the first; 0 when a factor would mean nothing
}

// Line is one variant of a sweep.
type Line struct {
	Title  string
	Points []Point // Points[n] belongs to Values[n]; there may be fewer points than values
	Role   Role    // the variant's part in the comparison of variants that did the same work
}

// Point is one run.
type Point struct {
	Total  time.Duration // until the variant ended or failed
	Failed bool
}

// Series is the number of different lines that a curve draws; more lines use the same colours and dots again.
const Series = 5

// Axes returns the axis of values and the axis of totals. The axis of totals is logarithmic when totals differ so much
// that a linear axis could not tell the small ones apart, but only together with the axis of values or beside words: over
// a linear axis, a total that grows in proportion must look like a straight line.
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

// Place returns the place of the i-th value on the axis, from 0 to 1.
func (s *Sweep) Place(x Axis, i int) float64 {
	if len(s.Words) > 0 {
		return (float64(i) + 0.5) / float64(len(s.Words))
	}
	return x.Part(s.Values[i])
}

// Points returns the number of points of a line that can be drawn.
func (s *Sweep) Points(line int) int { return min(len(s.Lines[line].Points), len(s.Values)) }

// wide reports whether numbers differ so much that only a logarithmic axis shows all of them.
func wide(lo, hi int64) bool { return lo > 0 && hi/100 >= lo }

// Compared returns the first and the last line that did the same work; ok is false when there are no two such lines.
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

// Spread moves the places at apart, in their order, until any two are at least gap apart. All stay between lo and hi as
// long as there is room.
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

// leastBend is how far from the straight line between its ends a curve must come, as a share of its own height and of the
// plot's, to have a knee.
const leastBend = 0.2

// Knee returns the place in Values of the point at which a line bends most, as the axes show it: of all points the furthest
// above or below the straight line between the first and the last. ok is false for a line that hardly bends, is hardly
// seen to rise or fall, or has failed runs.
func (s *Sweep) Knee(line int) (i int, ok bool) {
	const fewest = 4
	n := s.Points(line)
	if n < fewest || len(s.Words) > 0 {
		return 0, false
	}
	x, y := s.Axes()
	points := s.Lines[line].Points
	place := func(i int) (float64, float64) { return s.Place(x, i), y.Part(int64(points[i].Total)) }
	left, first := place(0)
	right, last := place(n - 1)
	lowest, highest, bend := first, first, 0.0
	for k := range n {
		if points[k].Failed {
			return 0, false
		}
		across, up := place(k)
		lowest, highest = min(lowest, up), max(highest, up)
		away := up - first - (last-first)*(across-left)/(right-left)
		if away = max(away, -away); away > bend {
			bend, i = away, k
		}
	}
	return i, bend >= leastBend*(highest-lowest) && highest-lowest >= leastBend
}
