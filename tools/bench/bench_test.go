package main

import (
	"slices"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	r := parse(`goos: linux
BenchmarkSleepers/10000-2         	       1	         2.5 M-events/s	         0.3 of-callbacks
BenchmarkSleepers/10000-2         	       1	         2.7 M-events/s	         0.4 of-callbacks
BenchmarkSleepers/10000-2         	       1	         1.0 M-events/s	         0.1 of-callbacks
BenchmarkNetwork/10000_clients         	       3	 413613498 ns/op
BenchmarkBroken-2
PASS
`)
	if got := r["BenchmarkSleepers/10000"]["M-events/s"]; !slices.Equal(got, []float64{2.5, 2.7, 1}) {
		t.Errorf("Sleepers: %v", got)
	}
	if got := r.of(nil, "Sleepers/10000", "of-callbacks"); got != 0.3 {
		t.Errorf("median: %v", got)
	}
	if got := r.of(nil, "Network/10000_clients", "ns/op"); got != 413613498 {
		t.Errorf("Network: %v", got)
	}
	if len(r) != 2 {
		t.Errorf("%v, want two benchmarks", r)
	}
}

func TestFigure(t *testing.T) {
	for x, want := range map[float64]string{
		900000: "900,000", 1234567: "1,234,567", 100: "100", 60: "60.0", 16: "16.0", 2.5: "2.50", 0.25: "0.25", 99.94: "99.9", 413.6: "414", 0: "0.00", 12345.6: "12,346",
	} {
		if got := formatNumber(x); got != want {
			t.Errorf("%v: %s, want %s", x, got, want)
		}
	}
}

func TestOver(t *testing.T) {
	for _, tt := range []struct {
		row  row
		over bool
	}{
		{row{measured: 17, budget: 16}, true},
		{row{measured: 16, budget: 16}, false},
		{row{measured: 17}, false},
		{row{measured: 2.4, budget: 2.5, atLeast: true}, true},
		{row{measured: 2.6, budget: 2.5, atLeast: true}, false},
	} {
		if tt.row.over() != tt.over {
			t.Errorf("%+v: over is %v", tt.row, tt.row.over())
		}
	}
}

func TestTableIsAtMostAHundredColumns(t *testing.T) {
	var b strings.Builder
	long := strings.Repeat("x", 39)
	write(&b, "A title", []row{
		{what: long, measured: 1234567, budget: 900000, unit: "B", bytes: true},
		{what: long, measured: 0.83, budget: 2.5, atLeast: true, unit: "M/s", note: "model 1,234, with layout 1,234"},
	})
	for line := range strings.Lines(b.String()) {
		if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > 100 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	if lines := strings.Split(b.String(), "\n"); !strings.Contains(lines[1], "1,234,567 ≤  900,000 B    ✗") {
		t.Errorf("%s", lines[1])
	}
}
