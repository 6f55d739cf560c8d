package term_test

import (
	"testing"

	"overlap/chart/charttest"
	"overlap/chart/scene"
	"overlap/chart/term"
	"overlap/internal/golden"
	"overlap/scenarios/fanout"
	"overlap/scenarios/restaurant"
)

func TestMain(m *testing.M) { golden.Main(m) }

func TestTerminalPictures(t *testing.T) {
	for name, s := range charttest.Pictures(t) {
		golden.Equal(t, name+"-80.txt", []byte(term.Timeline(s, term.Options{})))
		golden.Equal(t, name+"-120.txt", []byte(term.Timeline(s, term.Options{Width: 120})))
	}
	s := charttest.Run(t, restaurant.Scenario, "taking", "800ms")
	golden.Equal(t, "busy-ascii.txt", []byte(term.Timeline(s, term.Options{ASCII: true})))
	golden.Equal(t, "fanout-sequence.txt", []byte(term.Sequence(charttest.Run(t, fanout.Scenario), term.Options{})))
	golden.Equal(t, "busy-color.txt", []byte(term.Timeline(s, term.Options{Color: true})))
}

func BenchmarkTerminal(b *testing.B) {
	s := charttest.Run(b, fanout.Scenario)
	for b.Loop() {
		term.Timeline(scene.Of(s.Panels, scene.View{}), term.Options{})
	}
}
