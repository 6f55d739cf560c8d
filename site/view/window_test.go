package view_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"overlap/chart/scene"
	"overlap/report"
	"overlap/scenarios/all"
	"overlap/site/view"
)

func sceneOf(t *testing.T, p view.Picture) *scene.Scene {
	t.Helper()
	return scene.Of(report.Panels(fanout(t, "")), p.View)
}

func TestHidingVariants(t *testing.T) {
	st, _ := view.ParseState(all.Find("hello"), "")
	st = st.WithVariant("one", false)
	for _, c := range []struct {
		st   view.State
		want string
	}{
		{st, "variants=sequential,concurrent"},
		{st.WithVariant("sequential", false).WithVariant("concurrent", false), "variants=concurrent"}, // the last one stays
		{st.WithVariant("one", true), ""},
	} {
		if got := c.st.Query(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// What the reader sees is in the address, and back.
func TestPictureInTheAddress(t *testing.T) {
	for _, query := range []string{"axis=log", "zoom=120ms..300ms", "axis=each&zoom=1us..1m0s&lanes=open"} {
		st, refused := view.ParseState(all.Find("fanout"), query)
		if got := st.Query(); len(refused) > 0 || got != query {
			t.Errorf("%q became %q, refused %v", query, got, refused)
		}
	}
	for query, allowed := range map[string]string{"axis=linear": "one of shared, cut, each, log", "zoom=3s": "such as 120ms..300ms", "zoom=3s..1s": "such as 120ms..300ms", "lanes=all": "open"} {
		st, refused := view.ParseState(all.Find("fanout"), query)
		if len(refused) != 1 || st.Picture != (view.Picture{}) {
			t.Fatalf("%q: %+v, refused %v", query, st.Picture, refused)
		}
		mustContain(t, refused[0], allowed)
	}
}

func TestZooming(t *testing.T) {
	whole := view.Picture{}
	s := sceneOf(t, whole)
	p := whole.Zoomed(s, 303*ms+456789, 100*ms) // drawn from right to left
	if p.From != 100*ms || p.To != 303500*time.Microsecond {
		t.Errorf("%v to %v: not the window that was drawn, or not rounded", p.From, p.To)
	}
	s = sceneOf(t, p)
	if q := p.Scaled(s, 0, 200*ms, 0.5); q.From >= 200*ms || q.To <= 200*ms || (q.To-q.From-(p.To-p.From)/2).Abs() > ms {
		t.Errorf("zoomed in around 200 ms to %v – %v", q.From, q.To)
	}
	if q := p.Moved(s, -5); q.From != 0 || q.To != 203500*time.Microsecond {
		t.Errorf("moved beyond the beginning to %v – %v", q.From, q.To)
	}
	if q := p.Scaled(s, 0, 200*ms, 100); q != whole {
		t.Errorf("zoomed out to %+v, not to all of the run", q)
	}
	if q := whole.Scaled(sceneOf(t, whole), 0, 200*ms, 2); q != whole {
		t.Errorf("zoomed out of all of the run: %+v", q)
	}
}

// Whatever a reader does, the window is a stretch of the run that can be drawn.
func TestWindowStaysInTheRun(t *testing.T) {
	panels := report.Panels(fanout(t, ""))
	rapid.Check(t, func(t *rapid.T) {
		p := view.Picture{}
		s := scene.Of(panels, p.View)
		at := func(name string) time.Duration { return time.Duration(rapid.Int64Range(-1e9, 3e9).Draw(t, name)) }
		t.Repeat(map[string]func(*rapid.T){
			"draw": func(*rapid.T) { p = p.Zoomed(s, at("from"), at("to")) },
			"wheel": func(*rapid.T) {
				p = p.Scaled(s, 1, min(max(at("at"), p.From), max(p.To, p.From)), rapid.SampledFrom([]float64{0.01, 0.5, 2, 50}).Draw(t, "factor"))
			},
			"step": func(*rapid.T) { p = p.Stepped(s, 0.5) },
			"move": func(*rapid.T) { p = p.Moved(s, rapid.Float64Range(-3, 3).Draw(t, "part")) },
			"axis": func(*rapid.T) {
				p = p.WithAxis(s, rapid.SampledFrom([]string{"shared", "cut", "each", "log"}).Draw(t, "axis"))
			},
			"": func(t *rapid.T) {
				s = scene.Of(panels, p.View)
				if s.Zoomed != (p.To > 0) {
					t.Fatalf("the window %v – %v is not drawn", p.From, p.To)
				}
				for i := range s.Strips {
					if from, to := s.Strips[i].Window(); from < 0 || from >= to || to > s.Span {
						t.Fatalf("%+v shows %v – %v of %v", p, from, to, s.Span)
					}
				}
			},
		})
	})
}
