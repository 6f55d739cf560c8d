package svg_test

import (
	"strings"
	"testing"
	"time"

	"overlap/chart/charttest"
	"overlap/chart/scene"
	"overlap/chart/svg"
	"overlap/internal/golden"
	"overlap/scenarios/fanout"
)

// excerpt is what a picture of a width shows of the sequence of fanout's last variant.
func excerpt(t *testing.T, width int, at time.Duration, settings ...string) *scene.Excerpt {
	s := charttest.Run(t, fanout.Scenario, settings...)
	lines := svg.SequenceLines(width)
	e := s.Panels[len(s.Panels)-1].Sequence(lines, 0).Excerpt(scene.Window{At: at, Arrows: 24, Lines: lines})
	return &e
}

func TestSequencePictures(t *testing.T) {
	for name, e := range map[string]*scene.Excerpt{"lookups": excerpt(t, 880, -1), "dropped": excerpt(t, 880, -1, "clients", "100", "backlog", "20")} {
		golden.Equal(t, "sequence-"+name+".svg", []byte(svg.Sequence(e, -1, svg.Options{})))
	}
	golden.Equal(t, "sequence-340.svg", []byte(svg.Sequence(excerpt(t, 340, -1), -1, svg.Options{Width: 340})))
}

// What has not happened yet is faded, and what happened last is lit.
func TestSequenceAtAnInstant(t *testing.T) {
	at := 100 * time.Millisecond
	picture := svg.Sequence(excerpt(t, 880, at), at, svg.Options{})
	for text, class := range map[string]string{">starts<": `chart-step"`, ">MISS ×2<": `chart-step chart-lit-now"`, ">Bob<": `chart-step chart-later"`, ">310 ms<": `chart-step chart-later"`} {
		i := strings.Index(picture, text)
		if i < 0 {
			t.Fatalf("no %q in\n%s", text, picture)
		}
		if tag := picture[strings.LastIndexByte(picture[:i], '<'):i]; !strings.Contains(tag, class) {
			t.Errorf("%s is %s", text, tag)
		}
	}
}
