package view_test

import (
	"strings"
	"testing"

	"overlap/chart/svg"
	"overlap/scenarios/all"
	"overlap/site/view"
)

// The lines of curves are in the order of the variants that are shown.
func TestCurveKeyNamesTheLines(t *testing.T) {
	in := all.Find("race").New()
	first, second := svg.SeriesLine(0), svg.SeriesLine(1)
	if got := view.CurveKey(in, nil); !strings.Contains(got, first+" No lock") || !strings.Contains(got, second+" A lock around all of it") {
		t.Errorf("all: %s", got)
	}
	if got := view.CurveKey(in, []string{"lock"}); !strings.Contains(got, first+" A lock around all of it") || strings.Contains(got, "No lock") {
		t.Errorf("one: %s", got)
	}
}

// A switch that would draw nothing is not offered.
func TestArrowsAreOfferedWhereSomeWouldBeDrawn(t *testing.T) {
	offered := 0
	for _, s := range all.List() {
		l := view.Layout(view.Run(s.New(), 0), view.Picture{}, 880)
		drawn := strings.Contains(l.Overlay(svg.Overlay{Wakes: true}), "chart-wake")
		if l.HasWakes() != drawn || strings.Contains(view.Overlays(l.HasWakes()), " hidden") == drawn {
			t.Errorf("%s: arrows are drawn: %v, offered: %v", s.ID, drawn, l.HasWakes())
		}
		if drawn {
			offered++
		}
	}
	if offered == 0 || offered == len(all.List()) {
		t.Errorf("arrows are drawn for %d scenarios", offered)
	}
}
