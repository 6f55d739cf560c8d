package words

import (
	"math"
	"strconv"
	"time"

	"overlap/chart/scene"
	"overlap/quantity"
)

// RoundNumbers returns at most n round numbers from lo to hi, rising: at equal distances, or with log (and lo > 0) by
// about equal factors. They are the ticks of an axis, and the values that a sweep tries.
func RoundNumbers(u scene.Unit, lo, hi int64, n int, log bool) []int64 {
	const most = 1 << 59 // no sum or multiple of it overflows
	n, hi = max(n, 2), min(hi, most)
	if log {
		return logRounds(u, max(lo, 1), hi, n)
	}
	step := int64(timeStep(time.Duration(hi-lo), n-1))
	from := lo / step
	if from*step < lo {
		from++
	}
	var list []int64
	for v := from * step; v <= hi; v += step {
		list = append(list, v)
	}
	return list
}

// logRounds returns as many round numbers for each power of ten as fit into n. When even one for each is too many, it
// skips powers.
func logRounds(u scene.Unit, lo, hi int64, n int) []int64 {
	for _, tenths := range [][]int64{{10, 12, 15, 20, 25, 30, 40, 50, 60, 80}, {10, 15, 20, 30, 50, 70}, {10, 20, 50}, {10}} {
		if list := multiples(u, lo, hi, tenths, 1); len(list) <= n {
			return list
		}
	}
	skip := 2
	for len(multiples(u, lo, hi, []int64{10}, skip)) > n {
		skip++
	}
	return multiples(u, lo, hi, []int64{10}, skip)
}

// multiples returns, for each n-th power of ten where n is every, the power times each of tenths/10: all such whole
// numbers from lo to hi that are less than the next power.
func multiples(u scene.Unit, lo, hi int64, tenths []int64, every int) (list []int64) {
	k := 0
	for base := int64(1); base <= hi; base = nextPower(u, base) {
		for _, m := range tenths {
			v, whole := base/10*m, base > 1 || m%10 == 0
			if base == 1 {
				v = m / 10
			}
			if whole && k%every == 0 && v >= lo && v <= hi && v < nextPower(u, base) {
				list = append(list, v)
			}
		}
		k++
	}
	return list
}

// nextPower returns the next power of ten. Among times, one minute follows ten seconds and one hour ten minutes.
func nextPower(u scene.Unit, base int64) int64 {
	if u == scene.Time && (base == int64(10*time.Second) || base == int64(10*time.Minute)) {
		return base * 6
	}
	return base * 10
}

// Ticks returns at most n numbers to write at the axis, and their texts.
func Ticks(a scene.Axis, n int) (at []int64, words []string) {
	if a.Hi <= a.Lo {
		return []int64{a.Lo}, []string{UnitWords(a.Unit, a.Lo)}
	}
	at = RoundNumbers(a.Unit, a.Lo, a.Hi, n, a.Log)
	for _, v := range at {
		words = append(words, UnitWords(a.Unit, v))
	}
	return at, words
}

// UnitWords formats a number of an axis with its unit, without rounding it.
func UnitWords(u scene.Unit, v int64) string {
	switch u {
	case scene.Time:
		return quantity.Exact(time.Duration(v))
	case scene.Percent:
		return strconv.FormatInt(v, 10) + "%"
	}
	return quantity.Count(int(v))
}

// timeStep returns a round distance between ticks, with at most n steps in span.
func timeStep(span time.Duration, n int) time.Duration {
	return roundStep(float64(span) / float64(max(n, 1)))
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
