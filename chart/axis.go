package chart

import (
	"math"
	"strconv"
	"time"
)

// Unit says what the numbers of an axis count.
type Unit uint8

const (
	Number  Unit = iota
	Percent      // whole ones
	Time         // nanoseconds
)

// Rounds returns at most n numbers that people count in, from lo to hi in rising order: all as far apart, or with log, for
// which lo must be positive, each about as many times the one before. They are the ticks of an axis, and where a sweep looks.
func Rounds(u Unit, lo, hi int64, n int, log bool) []int64 {
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
func logRounds(u Unit, lo, hi int64, n int) []int64 {
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
func multiples(u Unit, lo, hi int64, tenths []int64, every int) (list []int64) {
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
func power(u Unit, base int64) int64 {
	if u == Time && (base == int64(10*time.Second) || base == int64(10*time.Minute)) {
		return base * 6
	}
	return base * 10
}

// axis is one side of a curve's plot: numbers on a line from 0 to 1.
type axis struct {
	unit   Unit
	lo, hi int64
	log    bool
}

// part returns where a number stands.
func (a axis) part(v int64) float64 {
	if a.hi <= a.lo {
		return 0.5
	}
	v = min(max(v, a.lo), a.hi)
	if a.log {
		low := math.Log(float64(a.lo))
		return (math.Log(float64(v)) - low) / (math.Log(float64(a.hi)) - low)
	}
	return float64(v-a.lo) / float64(a.hi-a.lo)
}

// ticks returns at most n numbers that are written at the axis, with their words.
func (a axis) ticks(n int) (at []int64, words []string) {
	if a.hi <= a.lo {
		return []int64{a.lo}, []string{a.unit.words(a.lo)}
	}
	at = Rounds(a.unit, a.lo, a.hi, n, a.log)
	s := newScale(time.Duration(a.hi), 1)
	s.step = time.Duration(a.hi)
	if len(at) > 1 {
		s.step = time.Duration(at[1] - at[0])
	}
	for _, v := range at {
		if a.unit == Time && !a.log {
			words = append(words, s.label(time.Duration(v)))
		} else {
			words = append(words, a.unit.words(v))
		}
	}
	return at, words
}

func (u Unit) words(v int64) string {
	switch u {
	case Time:
		return Duration(time.Duration(v))
	case Percent:
		return strconv.FormatInt(v, 10) + "%"
	}
	return Count(int(v))
}

// wide reports whether numbers differ so much that only a logarithmic axis shows all of them.
func wide(lo, hi int64) bool { return lo > 0 && hi/100 >= lo }
