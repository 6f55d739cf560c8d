package quantity

import (
	"math"
	"testing"
	"time"
)

func TestDuration(t *testing.T) {
	const ms, s = time.Millisecond, time.Second
	for d, want := range map[time.Duration]string{
		0: "0 s", 1: "1 ns", 999: "999 ns", 1000: "1 µs", 12_500: "12.5 µs", 999_400: "999 µs", 999_600: "1 ms",
		310 * ms: "310 ms", 1120 * ms: "1.12 s", s: "1 s", 1500 * ms: "1.5 s", 999_600 * time.Microsecond: "1 s",
		9_996 * ms: "10 s", 12_345 * ms: "12.3 s", 59_940 * ms: "59.9 s", 59_960 * ms: "1 min", 125 * s: "2 min 5 s",
		time.Hour - ms: "1 h", 65 * time.Minute: "1 h 5 min", 1500 * time.Hour: "1,500 h", -310 * ms: "−310 ms",
		math.MaxInt64: "2,562,047 h 47 min", math.MinInt64: "−2,562,047 h 47 min",
	} {
		if got := Duration(d); got != want {
			t.Errorf("Duration(%d) = %q, want %q", d, got, want)
		}
	}
}

func TestTimes(t *testing.T) {
	for x, want := range map[float64]string{
		1: "1×", 1120.0 / 310: "3.61×", 2: "2×", 2.5: "2.5×", 0.85: "0.85×", 10.04: "10×", 9.996: "10×", 99.96: "100×",
		123.4: "123×", 1234.4: "1,234×", 0: "0×", 0.004: "0×", math.NaN(): "?×",
	} {
		if got := Times(x); got != want {
			t.Errorf("Times(%v) = %q, want %q", x, got, want)
		}
	}
}
