package scene

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestPackingUsesAsFewRowsAsWereBusyAtOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var l service
		var spans []interval
		for range rapid.IntRange(0, 60).Draw(t, "n") {
			from := rapid.Int64Range(0, 50).Draw(t, "from")
			to := from + rapid.Int64Range(1, 30).Draw(t, "long")
			l.seats = append(l.seats, seat{from: time.Duration(from), to: time.Duration(to)})
			spans = append(spans, interval{from, to})
		}
		rows := l.pack()
		if got, want := len(rows), peakOf(spans); got != want {
			t.Fatalf("%d rows for %d at once", got, want)
		}
		n := 0
		for _, r := range rows {
			n += len(r.Items)
		}
		if n != len(spans) {
			t.Fatalf("%d of %d items have a row", n, len(spans))
		}
	})
}

func TestCyclesAreThoseWhoWaitForThemselves(t *testing.T) {
	// 1 → 2 → 3 → 2, 4 → 4, 5 for nobody, 6 → 5, 7 → 9 that is not stuck
	all := []Stuck{{1, 2}, {2, 3}, {3, 2}, {4, 4}, {5, 0}, {6, 5}, {7, 9}}
	if got, want := inCycles(all), []bool{false, true, true, true, false, false, false}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
