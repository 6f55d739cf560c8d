package term

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"overlap/chart/charttest"
	"overlap/chart/words"
	"overlap/internal/golden"
)

func TestTerminalCurves(t *testing.T) {
	for name, s := range charttest.Sweeps() {
		golden.Equal(t, "curve-"+name+"-80.txt", []byte(Curve(s, Options{})+"\n"+words.SweepSentence(s)+"\n"))
	}
	golden.Equal(t, "curve-words-ascii.txt", []byte(Curve(charttest.Sweeps()["words"], Options{ASCII: true, Color: true})))
}

func TestTerminalCurveKeepsToItsWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := Options{Width: rapid.IntRange(40, 130).Draw(t, "columns")}
		for line := range strings.Lines(Curve(charttest.DrawSweep(t), o)) {
			line = strings.TrimSuffix(line, "\n")
			if n := columns(line); n > o.Width || strings.ContainsFunc(line, unicode.IsControl) {
				t.Fatalf("%d columns of %d: %q", n, o.Width, line)
			}
		}
	})
}
