package words

import (
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
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

func TestAxisIsCountable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		span := time.Duration(rapid.Int64Range(1, math.MaxInt64).Draw(t, "span"))
		span >>= rapid.IntRange(0, 62).Draw(t, "shorter")
		n := rapid.IntRange(1, 40).Draw(t, "n")
		s := NewScale(max(span, 1), n)
		if s.Step <= 0 || int(span/s.Step) > n {
			t.Fatalf("steps of %v in %v are more than %d", s.Step, span, n)
		}
		seen := map[string]bool{}
		for k := range min(time.Duration(n), span/s.Step) + 1 {
			label := s.Label(k * s.Step)
			if seen[label] {
				t.Fatalf("%q stands twice on an axis of %v with steps of %v", label, span, s.Step)
			}
			seen[label] = true
		}
	})
}

func TestAxisOfAllTime(t *testing.T) {
	if s := NewScale(math.MaxInt64, 1); math.MaxInt64/s.Step > 1 {
		t.Errorf("steps of %v", s.Step)
	}
}

func TestAxisLabels(t *testing.T) {
	for _, c := range []struct {
		span time.Duration
		n    int
		want string
	}{
		{1120 * time.Millisecond, 9, "0 ms, 200 ms, 400 ms, 600 ms, 800 ms, 1000 ms"},
		{7500 * time.Millisecond, 8, "0 s, 1 s, 2 s, 3 s, 4 s, 5 s, 6 s, 7 s"},
		{3 * time.Second, 8, "0.0 s, 0.5 s, 1.0 s, 1.5 s, 2.0 s, 2.5 s, 3.0 s"},
		{2500 * time.Microsecond, 3, "0 ms, 1 ms, 2 ms"},
		{2 * time.Minute, 4, "0 s, 30 s, 1 min, 1 min 30 s, 2 min"},
	} {
		s := NewScale(c.span, c.n)
		var labels []string
		for at := time.Duration(0); at <= c.span; at += s.Step {
			labels = append(labels, s.Label(at))
		}
		if got := strings.Join(labels, ", "); got != c.want {
			t.Errorf("%v in at most %d steps: %s, want %s", c.span, c.n, got, c.want)
		}
	}
}

func TestTextOfOthersIsHarmless(t *testing.T) {
	if got := string(appendEscaped(nil, "<a \"b\" & \x1b[31m\x00\u202e\xffc>")); got != "&lt;a &quot;b&quot; &amp; \uFFFD[31m\uFFFD\uFFFD\uFFFDc&gt;" {
		t.Errorf("got %q", got)
	}
}
