package svg

import (
	"strings"
	"testing"
	"time"

	"overlap/chart/charttest"
	"overlap/chart/scene"
	"overlap/scenarios/fanout"
)

// A former run has its frame on the axis, however long it was, and its time below.
func TestGhost(t *testing.T) {
	panels := charttest.Run(t, fanout.Scenario).Panels
	panels[0].Ghost = &scene.Ghost{Total: 3 * time.Second}
	panels[1].Ghost = &scene.Ghost{Total: 100 * time.Millisecond, Failed: true}
	l := NewLayout(scene.Of(panels, scene.View{Mode: scene.Shared}), Options{})
	if l.Span != 3*time.Second {
		t.Errorf("the axis is %v long: too short for the former run", l.Span)
	}
	picture := l.SVG()
	for _, want := range []string{">before: 3 s<", ">before: failed after 100 ms<"} {
		if !strings.Contains(picture, want) {
			t.Errorf("no %q in the picture", want)
		}
	}
	if n := strings.Count(picture, `class="chart-ghost"`); n != 2 {
		t.Errorf("%d frames for two former runs", n)
	}
}
