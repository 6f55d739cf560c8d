package term

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"overlap/chart/charttest"
	"overlap/chart/scene"
)

func TestTerminalKeepsToItsWidth(t *testing.T) {
	codes := regexp.MustCompile("\x1b\\[[0-9;]*m")
	rapid.Check(t, func(t *rapid.T) {
		o := Options{
			Width: rapid.SampledFrom([]int{0, 1, 40, 61, 80, 120, 1000}).Draw(t, "columns"),
			Color: rapid.Bool().Draw(t, "color"),
			ASCII: rapid.Bool().Draw(t, "ascii"),
		}
		wide := map[int]int{0: 80, 1: 40, 1000: 400}[o.Width]
		if wide == 0 {
			wide = o.Width
		}
		s := scene.Of(charttest.DrawPanels(t), scene.View{})
		out := Timeline(s, o) + Sequence(s, o)
		if !o.Color && strings.Contains(out, "\x1b") {
			t.Fatal("colours that nobody asked for")
		}
		out = codes.ReplaceAllString(out, "")
		for line := range strings.Lines(out) {
			line = strings.TrimSuffix(line, "\n")
			if n := columns(line); n > wide {
				t.Fatalf("%d columns of %d: %q", n, wide, line)
			}
			if strings.ContainsFunc(line, unicode.IsControl) {
				t.Fatalf("control characters in %q", line)
			}
		}
	})
}

func TestTerminalInASCII(t *testing.T) {
	p := charttest.Program{Name: "main", Children: []charttest.Program{
		{Name: "a", Steps: []charttest.Step{{Op: 1, D: 1500}, {Op: 2, Text: "a long label"}, {D: 9000}, {Op: 3, Text: "said"}}},
		{Name: "b", Steps: []charttest.Step{{Op: 4, D: 9000}}},
	}, Steps: []charttest.Step{{Op: 6}}}
	panel := charttest.RunProgram(p)
	panel.Title = "plain"
	s := scene.Of([]scene.Panel{panel, panel}, scene.View{})
	out := Timeline(s, Options{ASCII: true}) + Sequence(s, Options{ASCII: true})
	if strings.ContainsFunc(out, func(r rune) bool { return r > unicode.MaxASCII }) {
		t.Error(out)
	}
}

// A task that only waits says with its marks when it got something.
func TestTerminalMarksThinLines(t *testing.T) {
	p := charttest.Program{Name: "main", Children: []charttest.Program{charttest.Sleeper("a", "")}, Steps: []charttest.Step{{Op: 6}, {Op: 3, Text: "got it"}, {D: 10 * charttest.MS}}}
	out := Timeline(scene.Of([]scene.Panel{charttest.RunProgram(p)}, scene.View{}), Options{Width: 40})
	if main := strings.Split(out, "\n")[1]; !strings.Contains(main, "──◆▒▒") {
		t.Error(out)
	}
}

func TestTerminalCounts(t *testing.T) {
	p := charttest.Many(5000)
	out := Timeline(scene.Of([]scene.Panel{p, p}, scene.View{}), Options{})
	if n := strings.Count(out, "\n"); n > 20 {
		t.Errorf("%d lines", n)
	}
	if !strings.Contains(out, " ≤ 5,000") {
		t.Error("it does not say how many there were")
	}
}
