package words

import (
	"strconv"
	"time"

	"overlap/chart/scene"
)

// Rounds returns at most n numbers that people count in, from lo to hi in rising order: all as far apart, or with log, for
// which lo must be positive, each about as many times the one before. They are the ticks of an axis, and where a sweep looks.
func Rounds(u scene.Unit, lo, hi int64, n int, log bool) []int64 {
	const most = 1 << 59 // no sum or multiple of it overflows
	n, hi = max(n, 2), min(hi, most)
	if log {
		return logRounds(u, max(lo, 1), hi, n)
	}
	step := int64(roundStep(float64(hi-lo) / float64(n-1)))
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

// logRounds chooses the most numbers to a power of ten that leave no more than n, and skips powers where even one to each
// is too many.
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

// multiples returns what lies from lo to hi of the tenths of every so many powers of ten, each below the next power.
func multiples(u scene.Unit, lo, hi int64, tenths []int64, every int) (list []int64) {
	k := 0
	for base := int64(1); base <= hi; base = power(u, base) {
		for _, m := range tenths {
			v, whole := base/10*m, base > 1 || m%10 == 0
			if base == 1 {
				v = m / 10
			}
			if whole && k%every == 0 && v >= lo && v <= hi && v < power(u, base) {
				list = append(list, v)
			}
		}
		k++
	}
	return list
}

// power returns the next power of ten; of time, the next unit after ten seconds and ten minutes.
func power(u scene.Unit, base int64) int64 {
	if u == scene.Time && (base == int64(10*time.Second) || base == int64(10*time.Minute)) {
		return base * 6
	}
	return base * 10
}

// Ticks returns at most n numbers that are written at the axis, with their words.
func Ticks(a scene.Axis, n int) (at []int64, words []string) {
	if a.Hi <= a.Lo {
		return []int64{a.Lo}, []string{UnitWords(a.Unit, a.Lo)}
	}
	at = Rounds(a.Unit, a.Lo, a.Hi, n, a.Log)
	s := NewScale(time.Duration(a.Hi), 1)
	s.Step = time.Duration(a.Hi)
	if len(at) > 1 {
		s.Step = time.Duration(at[1] - at[0])
	}
	for _, v := range at {
		if a.Unit == scene.Time && !a.Log {
			words = append(words, s.Label(time.Duration(v)))
		} else {
			words = append(words, UnitWords(a.Unit, v))
		}
	}
	return at, words
}

// UnitWords returns a number as text stands beside it.
func UnitWords(u scene.Unit, v int64) string {
	switch u {
	case scene.Time:
		return Duration(time.Duration(v))
	case scene.Percent:
		return strconv.FormatInt(v, 10) + "%"
	}
	return Count(int(v))
}
