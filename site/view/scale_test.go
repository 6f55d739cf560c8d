package view_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"overlap/scenarios"
	"overlap/site/view"
)

func TestStops(t *testing.T) {
	in := sample.New()
	for _, c := range []struct {
		param string
		n     int
		some  []int64
	}{
		{"few", 8, []int64{1, 2, 3, 4, 5, 6, 7, 8}},
		{"part", 101, []int64{0, 1, 99, 100}},
		{"wait", 201, []int64{0, int64(10 * ms), int64(250 * ms), int64(2 * time.Second)}},
		{"many", 221, []int64{1, 2, 99, 100, 110, 990, 1000, 1100, 4000, 4096}},
	} {
		stops := view.Stops(in.Param(c.param))
		if len(stops) != c.n {
			t.Errorf("%s: %d stops, want %d", c.param, len(stops), c.n)
		}
		for _, n := range c.some {
			if stops[view.Nearest(stops, n)] != n {
				t.Errorf("%s: the slider does not visit %d", c.param, n)
			}
		}
	}
}

// numeric returns a parameter with any range that a scenario may declare.
func numeric(t *rapid.T) *scenarios.Param {
	d := rapid.SampledFrom([]string{"duration", "int", "percent"}).Draw(t, "kind")
	least := rapid.Int64Range(-1000, 100_000).Draw(t, "min")
	span := rapid.Int64Range(1, 1_000_000).Draw(t, "span")
	s := &scenarios.Scenario{Declare: func(decl *scenarios.Declaration) {
		switch d {
		case "duration":
			v := new(time.Duration)
			unit := int64(time.Microsecond)
			decl.Duration(v, "p", time.Duration(least*unit), scenarios.Between(time.Duration(least*unit), time.Duration((least+span)*unit)), "", "")
		case "int":
			decl.Int(new(int), "p", int(least), scenarios.Between(int(least), int(least+span)), "", "")
		default:
			decl.Percent(new(float64), "p", 0, scenarios.Between(0, int(span%100+1)), "", "")
		}
	}}
	return s.New().Params()[0]
}

func TestStopsOfAnyRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := numeric(t)
		stops := view.Stops(p)
		if stops[0] != p.Min || stops[len(stops)-1] != p.Max {
			t.Fatalf("from %d to %d, not from %d to %d", stops[0], stops[len(stops)-1], p.Min, p.Max)
		}
		if len(stops) > 1100 {
			t.Fatalf("%d stops are more than a slider has pixels", len(stops))
		}
		for i := 1; i < len(stops); i++ {
			if stops[i] <= stops[i-1] {
				t.Fatalf("stop %d is %d after %d", i, stops[i], stops[i-1])
			}
		}
		n := rapid.Int64Range(p.Min-10, p.Max+10).Draw(t, "n")
		at := stops[view.Nearest(stops, n)]
		for _, s := range stops {
			if max(s-n, n-s) < max(at-n, n-at) {
				t.Fatalf("%d is nearer to %d than %d", s, n, at)
			}
		}
	})
}

// What a field shows is what its parameter reads back, exactly.
func TestHumanIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := sample.New()
		p := in.Param(rapid.SampledFrom([]string{"wait", "part", "many"}).Draw(t, "param"))
		p.Set(p.FromNumber(rapid.Int64Range(p.Min, p.Max).Draw(t, "n")))
		shown := p.Value().Text()
		if v, err := p.Read(shown, "0 s"); err != nil || !v.Equal(p.Value()) {
			t.Fatalf("%q shows as %q, which reads as %q (%v)", p, shown, v, err)
		}
	})
}

func TestFitting(t *testing.T) {
	for space, want := range map[int]int{0: 340, 300: 340, 426: 340, 427: 480, 700: 640, 880: 880, 2000: 880} {
		if got := view.Fitting(space); got != want {
			t.Errorf("for %d pixels: drawn %d wide, want %d", space, got, want)
		}
	}
}

// The tallest pictures of the defaults, which have rows of some thirty tasks, are whole in the window of a laptop.
func TestWholePicturesFitALaptop(t *testing.T) {
	const space, room = 1196, 470 // what a window of 1280 × 800 leaves below the picture's commands
	for _, id := range []string{"stampede", "breaker", "scraper", "timeouts"} {
		rs := results(t, id, "")
		width := view.FittingWhole(rs, view.Picture{}, space, room)
		if height := view.Layout(rs, view.Picture{}, width).Height * space / float64(width); height > room {
			t.Errorf("%s is %.0f pixels high where there are %d", id, height, room)
		}
	}
}
