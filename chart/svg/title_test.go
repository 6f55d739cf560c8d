package svg

import (
	"strings"
	"testing"

	"overlap/chart/charttest"
	"overlap/chart/scene"
)

// On a phone a long name stands in as many lines as it takes, and what follows makes room.
func TestLongTitlesAreWhole(t *testing.T) {
	long, short := charttest.Many(3), charttest.Many(3)
	long.Title, short.Title = "A breaker, and a second try of all that was rejected when its time is over", "A breaker"
	l := NewLayout(scene.Of([]scene.Panel{long}, scene.View{}), Options{Width: 340})
	if got := strings.Join(l.panels[0].title, " "); got != long.Title || len(l.panels[0].title) < 2 {
		t.Errorf("%q in %d lines", got, len(l.panels[0].title))
	}
	for _, line := range l.panels[0].title {
		if boldWidth(line, totalSize) > l.Width-l.totalRoom(&l.panels[0]) {
			t.Errorf("%q has no room", line)
		}
	}
	few := NewLayout(scene.Of([]scene.Panel{short}, scene.View{}), Options{Width: 340})
	if got, want := l.Height-few.Height, nextTitle*float64(len(l.panels[0].title)-1); got != want {
		t.Errorf("the picture is %v higher, not %v", got, want)
	}
}
