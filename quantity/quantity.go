// Package quantity writes durations, factors and counts for people: charts, headlines and tables write them alike.
package quantity

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Duration formats d for people, with three significant digits in a fitting unit: "1.12 s", "310 ms", "12.5 µs" or
// "2 min 5 s".
func Duration(d time.Duration) string {
	switch {
	case d < 0:
		if d == math.MinInt64 {
			d++
		}
		return "−" + Duration(-d)
	case d == 0:
		return "0 s"
	case d < time.Microsecond:
		return strconv.Itoa(int(d)) + " ns"
	case d < 999500*time.Nanosecond: // from here on, three digits would round to 1000 µs
		return Digits(float64(d)/float64(time.Microsecond)) + " µs"
	case d < 999500*time.Microsecond:
		return Digits(float64(d)/float64(time.Millisecond)) + " ms"
	case d < 59950*time.Millisecond:
		return Digits(d.Seconds()) + " s"
	case d < time.Hour-500*time.Millisecond:
		return pair(d.Round(time.Second), time.Minute, " min", time.Second, " s")
	}
	return pair(d.Round(time.Minute), time.Hour, " h", time.Minute, " min")
}

// pair formats d in a large unit and the rest of it in a small unit.
func pair(d, large time.Duration, largeName string, small time.Duration, smallName string) string {
	s := Count(int(d/large)) + largeName
	if rest := d % large / small; rest > 0 {
		s += " " + strconv.Itoa(int(rest)) + smallName
	}
	return s
}

// Times formats a factor for people: "3.61×".
func Times(x float64) string { return Digits(x) + "×" }

// Factor returns how many times as long a is as b, such as "3.61×". Neither is 0.
func Factor(a, b time.Duration) string { return Times(float64(a) / float64(b)) }

// Alike reports whether a factor of the two would be written as 1: then nobody calls one of them longer.
func Alike(a, b time.Duration) bool {
	return a == b || a > 0 && b > 0 && Factor(max(a, b), min(a, b)) == Times(1)
}

// Digits formats x ≥ 0 with three significant digits, without zeros at the end; from 1000 on as a whole number.
func Digits(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "?"
	}
	if x >= 999.5 {
		return Count(int(math.Round(min(x, 1e15))))
	}
	places := 2
	for limit := 9.995; x >= limit && places > 0; limit *= 10 {
		places--
	}
	s := strconv.FormatFloat(x, 'f', places, 64)
	for places > 0 && s[len(s)-1] == '0' {
		s, places = s[:len(s)-1], places-1
	}
	if s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	return s
}

// Count formats a number with separators between thousands: "1,003".
func Count(n int) string {
	if n < 0 {
		return "-" + thousands(strconv.Itoa(n)[1:])
	}
	return thousands(strconv.Itoa(n))
}

// thousands puts commas into digits.
func thousands(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// Plural returns how many there are of what a noun names, such as "1 poll" or "1,003 polls".
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return Count(n) + " " + noun + "s"
}

// Unbroken returns a text whose words stay in a line: its spaces are those at which no line breaks.
func Unbroken(text string) string { return strings.ReplaceAll(text, " ", "\u00a0") }
