package quantity

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestExact(t *testing.T) {
	const ms, s = time.Millisecond, time.Second
	for d, want := range map[time.Duration]string{
		0: "0 s", 999: "999 ns", 12_500: "12.5 µs", 62_500_000: "62.5 ms", 1234_500_000: "1.2345 s", 100 * s: "1 min 40 s",
		60*s + 5*ms: "1 min 0.005 s", time.Hour: "1 h", 1500*time.Hour + 5*time.Minute: "1,500 h 5 min", -310 * ms: "−310 ms",
	} {
		if got := Exact(d); got != want {
			t.Errorf("Exact(%d) = %q, want %q", d, got, want)
		}
	}
}

func TestWhatIsShownIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := time.Duration(rapid.Int64Range(0, int64(10_000*time.Hour)).Draw(t, "d"))
		if got, ok := ParseDuration(Exact(d)); !ok || got != d {
			t.Fatalf("%q reads as %d, want %d", Exact(d), got, d)
		}
		if n := rapid.IntRange(0, 1<<40).Draw(t, "n"); Plain(Count(n)) != Plain(Plain(Count(n))) {
			t.Fatalf("%q keeps commas", Count(n))
		}
	})
}

func TestCommasThatAreNoThousands(t *testing.T) {
	for _, text := range []string{"0,4 s", "1,5", "10,00 ms", ",5 s"} {
		if d, ok := ParseDuration(text); ok {
			t.Errorf("%q reads as %v", text, d)
		}
	}
}
