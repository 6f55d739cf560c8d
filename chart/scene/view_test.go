package scene_test

import (
	"testing"
	"time"

	"overlap/chart/charttest"
	"overlap/chart/scene"
	"overlap/scenarios/echo"
	"overlap/scenarios/fanout"
	"overlap/scenarios/race"
)

func axesOf(s *scene.Scene) (list []time.Duration) {
	for i := range s.Strips {
		list = append(list, time.Duration(s.Strips[i].Axis.Hi))
	}
	return list
}

// Who looks at a run that is more than twenty times as long as another can still read both.
func TestAxesAreChosenSoThatEveryRunCanBeRead(t *testing.T) {
	const ms = time.Millisecond
	for _, c := range []struct {
		of   *scene.Scene
		mode scene.Mode
		ends []time.Duration
	}{
		{charttest.Run(t, fanout.Scenario), scene.Shared, []time.Duration{1120 * ms, 1120 * ms}},
		{charttest.Run(t, echo.Scenario, "clients", "100", "machine", "ideal"), scene.Cut, []time.Duration{120 * ms, 120 * ms, 120 * ms}},
		{charttest.Run(t, race.Scenario, "tasks", "50"), scene.Each, []time.Duration{10 * ms, 500 * ms, 10 * ms}},
	} {
		if c.of.Mode != c.mode {
			t.Errorf("%s: mode %d, want %d", c.of.Panels[0].Title, c.of.Mode, c.mode)
		}
		for i, end := range axesOf(c.of) {
			if end != c.ends[i] {
				t.Errorf("%s: axis %d ends at %v, want %v", c.of.Panels[0].Title, i, end, c.ends[i])
			}
		}
	}
}

func TestZoomIsWithinTheRun(t *testing.T) {
	const ms = time.Millisecond
	panels := charttest.Run(t, fanout.Scenario).Panels
	for _, c := range []struct {
		from, to time.Duration
		lo, hi   time.Duration
	}{
		{0, 0, 0, 1120 * ms},
		{100 * ms, 300 * ms, 100 * ms, 300 * ms},
		{time.Second, time.Hour, time.Second, 1120 * ms},
		{time.Hour, 2 * time.Hour, 0, 1120 * ms}, // of another run
		{300 * ms, 100 * ms, 0, 1120 * ms},
	} {
		s := scene.Of(panels, scene.View{From: c.from, To: c.to})
		for i := range s.Strips {
			if from, to := s.Strips[i].Window(); from != c.lo || to != c.hi {
				t.Errorf("%v to %v shows %v to %v", c.from, c.to, from, to)
			}
		}
	}
}

// The main task is no client, and neither is a service.
func TestDensityCountsClientsOnly(t *testing.T) {
	s := charttest.Run(t, echo.Scenario, "clients", "1000", "machine", "ideal")
	for i, shown := range s.Samples(scene.Room{Most: 40, Dense: true}) {
		if i == 0 {
			if len(shown.Densities) > 0 {
				t.Error("one client at a time is drawn as a density")
			}
			continue
		}
		if len(shown.Densities) != 1 || shown.Densities[0].Peak != 1000 || len(shown.Rows) != 1 || shown.Rows[0].Name != "clients" {
			t.Errorf("%d densities, rows %v", len(shown.Densities), shown.Rows)
		}
	}
}

func TestLogarithmicAxisBeginsAtTheFirstInstant(t *testing.T) {
	s := scene.Of(charttest.Run(t, fanout.Scenario).Panels, scene.View{Mode: scene.Log})
	if a := s.Strips[0].Axis; !a.Log || time.Duration(a.Lo) != 60*time.Millisecond {
		t.Errorf("axis %+v", a)
	}
}
