package scene_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"overlap/chart/charttest"
	"overlap/chart/scene"
	"overlap/scenarios/all"
)

const ms = time.Millisecond

func TestMilestones(t *testing.T) {
	for _, c := range []struct {
		id, settings string
		want         []time.Duration
	}{
		{"fanout", "", []time.Duration{60 * ms, 310 * ms, 370 * ms, 620 * ms, 870 * ms, 1120 * ms}},
		{"blocking", "", []time.Duration{time.Second, 2 * time.Second, 3 * time.Second}}, // no heartbeat
		{"blocking", "calls 1 each 100ms", []time.Duration{100 * ms}},                    // nor where a beat is a tenth of the run
		{"deadlock", "", []time.Duration{100 * ms, 200 * ms, time.Second}},
	} {
		if d := cmp.Diff(c.want, charttest.Run(t, all.Find(c.id), strings.Fields(c.settings)...).Milestones()); d != "" {
			t.Errorf("%s: %s", c.id, d)
		}
	}
}

// A handful of steps leads through any run, and the ends of all variants are among them unless two are too close to be told
// apart.
func TestMilestonesOfEveryScenario(t *testing.T) {
	for _, s := range all.List() {
		sc := charttest.Run(t, s)
		list := sc.Milestones()
		if len(list) == 0 || len(list) > 15 || !slices.IsSorted(list) {
			t.Errorf("%s: %v", s.ID, list)
		}
		for _, p := range sc.Panels {
			if p.Total > 0 && !slices.ContainsFunc(list, func(at time.Duration) bool { return (at - p.Total).Abs() <= sc.Span/200 }) {
				t.Errorf("%s: no step leads to the end of %q", s.ID, p.Title)
			}
		}
	}
}

// Something happens at each milestone.
func TestEventsAtMilestones(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scene.Of(charttest.DrawPanels(t), scene.View{})
		for _, at := range s.Milestones() {
			if len(s.EventsAt(at)) == 0 {
				t.Fatalf("nothing happens at %v", at)
			}
		}
	})
}
