package scene_test

import (
	"testing"
	"time"

	"overlap/chart/scene"
)

// A line that falls and then stays has its knee where it stops falling; a straight line has none, nor has one with failed runs.
func TestKnee(t *testing.T) {
	sweep := func(totals ...time.Duration) *scene.Sweep {
		s := &scene.Sweep{Lines: make([]scene.Line, 1)}
		for i, total := range totals {
			s.Values = append(s.Values, int64(i))
			s.Lines[0].Points = append(s.Lines[0].Points, scene.Point{Total: max(total, -total), Failed: total < 0})
		}
		return s
	}
	for _, c := range []struct {
		totals []time.Duration
		want   int
		ok     bool
	}{
		{[]time.Duration{100, 60, 20, 20, 20, 20}, 2, true},
		{[]time.Duration{10, 10, 10, 10, 50, 90}, 3, true},
		{[]time.Duration{10, 20, 30, 40, 50, 60}, 0, false},
		{[]time.Duration{100, 60, -20, 20, 20, 20}, 0, false},
		{[]time.Duration{100, 20, 20}, 0, false},
		{[]time.Duration{100, 98, 98, 98, 98}, 0, false},
	} {
		if i, ok := sweep(c.totals...).Knee(0); ok != c.ok || ok && i != c.want {
			t.Errorf("%v: knee at %d, %v", c.totals, i, ok)
		}
	}
}
