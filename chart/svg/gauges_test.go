package svg

import (
	"slices"
	"strings"
	"testing"
	"time"

	"overlap/chart/scene"
	"overlap/chart/term"
	"overlap/chart/words"
	"overlap/engine"
	"overlap/engine/trace/summary"
)

// gauged runs a main task of 10 ms that sets a gauge to a value in every millisecond.
func gauged(t *testing.T, name string, values ...int64) scene.Panel {
	t.Helper()
	l := engine.NewLoop(engine.Config{})
	defer l.Close()
	l.Main("main", func(t *engine.Task) error {
		for _, v := range values {
			t.Gauge(name, v)
			if err := t.Sleep(time.Millisecond); err != nil {
				return err
			}
		}
		return t.Sleep(10*time.Millisecond - t.Now())
	})
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	return scene.Panel{Title: "gauged", Summary: summary.Of(l.Trace()), Total: l.Report().Ended}
}

func TestGaugesShareAScale(t *testing.T) {
	l := NewLayout(scene.Of([]scene.Panel{gauged(t, "held", 1), gauged(t, "held", 1, 2, 4, 0, 3), gauged(t, "lock", 1, 0)}, scene.View{}), Options{Width: 600})
	var got []int64
	for i := range l.panels {
		for _, g := range l.panels[i].gauges {
			got = append(got, g.Peak, g.Most)
		}
	}
	if want := []int64{1, 4, 4, 4}; !slices.Equal(got, want) {
		t.Errorf("peaks here and of all: %v, want %v: what is never more than 1 has no strip", got, want)
	}
	p := &l.panels[1]
	if levels, want := p.Levels(p.gauges[0].Gauge, 10), []int64{1, 2, 4, 0, 3, 3, 3, 3, 3, 3, 0}; !slices.Equal(levels, want) {
		t.Errorf("levels %v, want %v", levels, want)
	}
	if g := p.gauges[0]; g.area.Top < p.rows[0].mid || g.area.Bottom > p.bottom || p.bottom > l.panels[2].top {
		t.Errorf("the strip is at %+v, the panel ends at %v", g.area, p.bottom)
	}
}

func TestGaugesAreWritten(t *testing.T) {
	panels := []scene.Panel{gauged(t, "held <b>", 1, 12345, 1)}
	for _, text := range []string{NewLayout(scene.Of(panels, scene.View{}), Options{}).SVG(), NewLayout(scene.Of(panels, scene.View{}), Options{Width: 320}).SVG(), words.Table(panels)} {
		if !strings.Contains(text, "held &lt;b&gt;") || !strings.Contains(text, "up to 12,345") {
			t.Errorf("no name or no peak in %s", text)
		}
	}
	if got := term.Timeline(scene.Of(panels, scene.View{}), term.Options{ASCII: true}); !strings.Contains(got, "held <b> <= 12,345 ..") {
		t.Errorf("in the terminal:\n%s", got)
	}
}

// How much there was at most is written inside the picture, whatever the number and the width.
func TestPeaksAreInsideThePicture(t *testing.T) {
	for _, width := range []int{160, 340, 480, 640, 880} {
		l := NewLayout(scene.Of([]scene.Panel{gauged(t, "held", 1_000_000_000), gauged(t, "a long name of what there is", 2)}, scene.View{}), Options{Width: width})
		for _, text := range []string{"up to 1,000,000,000", "up to 2"} {
			if !strings.Contains(l.SVG(), text+"<") {
				t.Errorf("%d pixels: no %q", width, text)
			}
		}
		for i := range l.panels {
			p := &l.panels[i]
			if end := l.panels[0].x(p.Total) + totalGap + textWidth(words.GaugeText(p.gauges[0].Gauge), labelSize); !l.size.namesAbove && end > l.Width {
				t.Errorf("%d pixels: %q ends at %v", width, words.GaugeText(p.gauges[0].Gauge), end)
			}
		}
	}
}
