package chart

import (
	"math"
	"strings"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"overlap/internal/golden"
)

// line makes a line of totals in milliseconds, those below zero of runs that failed.
func line(title string, ms ...int) Line {
	l := Line{Title: title}
	for _, n := range ms {
		l.Points = append(l.Points, Point{Total: time.Duration(max(n, -n)) * time.Millisecond, Failed: n < 0})
	}
	return l
}

// sweeps are those whose pictures a person has looked at.
func sweeps() map[string]*Sweep {
	return map[string]*Sweep{
		"log": {Title: "Echo", Name: "Clients", Log: true, Values: []int64{1, 10, 100, 1000, 10_000}, Lines: []Line{
			line("One thread, one client at a time", 100, 1000, 10_000, 100_000, 1_000_000),
			line("A thread per client", 100, 103, 128, 388, 3090), line("Event loop", 100, 101, 110, 201, 1190)}},
		"crossing": {Title: "Batching", Name: "Requests at once", Values: []int64{4, 5, 6, 8, 10, 20}, Lines: []Line{
			line("One item to a request", 500, 400, 400, 300, 200, 100), line("Batches", 250, 250, 250, 250, 250, 250)}},
		"failing": {Title: "Retry", Name: "Failing", Unit: Percent, Values: []int64{0, 25, 50, 75, 100}, Lines: []Line{
			line("Once", 100, -100, -100, -100, -100), line("Again", 100, 200, 300, -700, -700)}},
		"words": {Title: "Mixed", Name: "Machine", Values: []int64{0, 1}, Words: []string{"ideal", "cpython-3.11"}, Lines: []Line{
			line("Loop", 0, 11), line("Threads", 0, 44), line("Processes", 0, 44), line("Free <threads>", 0, 43), line("Native", 0, 45)}},
		"alone": {Title: "Hello", Name: "Pause", Unit: Time, Values: []int64{1e9}, Lines: []Line{line("One", 1000)}},
		"empty": {Title: "Hello", Name: "Pause", Unit: Time, Lines: []Line{{Title: "One"}}},
	}
}

func TestCurves(t *testing.T) {
	for name, s := range sweeps() {
		golden.Equal(t, "curve-"+name+"-880.svg", []byte(Curve(s, Options{})))
		golden.Equal(t, "curve-"+name+"-340.svg", []byte(Curve(s, Options{Width: 340})))
		golden.Equal(t, "curve-"+name+"-80.txt", []byte(TerminalCurve(s, TerminalOptions{})+"\n"+s.Sentence()+"\n"))
	}
	golden.Equal(t, "curve-log-file.svg", []byte(Curve(sweeps()["log"], Options{Standalone: true})))
	golden.Equal(t, "curve-words-ascii.txt", []byte(TerminalCurve(sweeps()["words"], TerminalOptions{ASCII: true, Color: true})))
}

func drawSweep(t *rapid.T) *Sweep {
	s := &Sweep{Title: "a <b>", Name: rapid.String().Draw(t, "name"), Unit: Unit(rapid.IntRange(0, 2).Draw(t, "unit"))}
	at := rapid.Int64Range(0, 1e10).Draw(t, "from")
	for range rapid.IntRange(0, 60).Draw(t, "values") {
		s.Values = append(s.Values, at)
		at += rapid.Int64Range(1, 1e10).Draw(t, "more")
	}
	s.Log = len(s.Values) > 0 && s.Values[0] > 0 && rapid.Bool().Draw(t, "log")
	if rapid.Bool().Draw(t, "words") {
		for i := range s.Values {
			s.Values[i] = int64(i)
			s.Words = append(s.Words, rapid.String().Draw(t, "word"))
		}
		s.Log = false
	}
	for range rapid.IntRange(0, 7).Draw(t, "lines") {
		l := Line{Title: rapid.String().Draw(t, "line")}
		for range rapid.IntRange(0, len(s.Values)).Draw(t, "points") {
			total := time.Duration(rapid.SampledFrom([]int64{0, 1, 1e6, 1e9, 1e12, math.MaxInt64}).Draw(t, "total"))
			l.Points = append(l.Points, Point{total, rapid.Bool().Draw(t, "failed")})
		}
		s.Lines = append(s.Lines, l)
	}
	return s
}

// Every point stands inside of the plot, one to the right of the one before it, and higher if it took longer; no two names
// stand in each other's way.
func TestCurvePlacesItsPoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := newCurve(drawSweep(t), Options{Width: rapid.IntRange(160, 1200).Draw(t, "width")}.orDefault())
		for i := range c.Lines {
			before := math.Inf(-1)
			for k := range c.points(i) {
				x, y := c.point(i, k)
				if !(x >= c.plot.Left && x <= c.plot.Right && y >= c.plot.Top && y <= c.plot.Bottom) || x < before {
					t.Fatalf("point %d of line %d is at %v, %v in %v, behind %v", k, i, x, y, c.plot, before)
				}
				before = x
				if k > 0 {
					_, was := c.point(i, k-1)
					if p := c.Lines[i].Points; p[k].Total > p[k-1].Total && y > was {
						t.Fatalf("%v is at %v, below %v at %v", p[k].Total, y, p[k-1].Total, was)
					}
				}
			}
			for j := range i {
				if math.Abs(c.nameY[i]-c.nameY[j]) < nameLines-1e-6 {
					t.Fatalf("names at %v", c.nameY)
				}
			}
		}
	})
}

func TestCurveIsWellFormed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, o := drawSweep(t), drawOptions(t)
		picture := Curve(s, o)
		readXML(t, picture)
		if strings.Contains(picture, "NaN") {
			t.Fatal(picture)
		}
	})
}

func TestTerminalCurveKeepsToItsWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := TerminalOptions{Width: rapid.IntRange(40, 130).Draw(t, "columns")}
		for line := range strings.Lines(TerminalCurve(drawSweep(t), o)) {
			line = strings.TrimSuffix(line, "\n")
			if n := columns(line); n > o.Width || strings.ContainsFunc(line, unicode.IsControl) {
				t.Fatalf("%d columns of %d: %q", n, o.Width, line)
			}
		}
	})
}

func TestRounds(t *testing.T) {
	const ms = int64(time.Millisecond)
	for _, c := range []struct {
		unit   Unit
		lo, hi int64
		n      int
		log    bool
		want   []int64
	}{
		{Number, 0, 100, 6, false, []int64{0, 20, 40, 60, 80, 100}},
		{Number, 3, 11, 5, false, []int64{4, 6, 8, 10}},
		{Number, 1, 10_000, 13, true, []int64{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000}},
		{Number, 1, 10_000, 3, true, []int64{1, 100, 10_000}},
		{Time, 100 * ms, 400 * ms, 4, false, []int64{100 * ms, 200 * ms, 300 * ms, 400 * ms}},
		{Time, 2000 * ms, 900_000 * ms, 4, true, []int64{10_000 * ms, 60_000 * ms, 600_000 * ms}},
		{Percent, 0, 100, 21, false, []int64{0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100}},
	} {
		got := Rounds(c.unit, c.lo, c.hi, c.n, c.log)
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
		list := Rounds(Unit(rapid.IntRange(0, 2).Draw(t, "unit")), lo, hi, n, rapid.Bool().Draw(t, "log"))
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
