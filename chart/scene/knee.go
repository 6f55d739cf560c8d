package scene

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
