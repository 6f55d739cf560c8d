package words

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"overlap/chart/scene"
)

func TestRounds(t *testing.T) {
	const ms = int64(time.Millisecond)
	for _, c := range []struct {
		unit   scene.Unit
		lo, hi int64
		n      int
		log    bool
		want   []int64
	}{
		{scene.Number, 0, 100, 6, false, []int64{0, 20, 40, 60, 80, 100}},
		{scene.Number, 3, 11, 5, false, []int64{4, 6, 8, 10}},
		{scene.Number, 1, 10_000, 13, true, []int64{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000}},
		{scene.Number, 1, 10_000, 3, true, []int64{1, 100, 10_000}},
		{scene.Time, 100 * ms, 400 * ms, 4, false, []int64{100 * ms, 200 * ms, 300 * ms, 400 * ms}},
		{scene.Time, 2000 * ms, 900_000 * ms, 4, true, []int64{10_000 * ms, 60_000 * ms, 600_000 * ms}},
		{scene.Percent, 0, 100, 21, false, []int64{0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100}},
	} {
		got := RoundNumbers(c.unit, c.lo, c.hi, c.n, c.log)
		if len(got) != len(c.want) {
			t.Errorf("from %d to %d: %v, want %v", c.lo, c.hi, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("from %d to %d: %v, want %v", c.lo, c.hi, got, c.want)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		lo := rapid.Int64Range(1, math.MaxInt64-1).Draw(t, "lo")
		hi := rapid.Int64Range(lo, math.MaxInt64).Draw(t, "hi")
		n, before := rapid.IntRange(2, 200).Draw(t, "n"), int64(0)
		list := RoundNumbers(scene.Unit(rapid.IntRange(0, 2).Draw(t, "unit")), lo, hi, n, rapid.Bool().Draw(t, "log"))
		for _, v := range list {
			if v <= before || v < lo || v > hi {
				t.Fatalf("%v from %d to %d", list, lo, hi)
			}
			before = v
		}
		if len(list) > n {
			t.Fatalf("%d instead of %d", len(list), n)
		}
	})
}
