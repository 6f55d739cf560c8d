package svg

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"overlap/chart/charttest"
	"overlap/internal/golden"
)

func TestCurves(t *testing.T) {
	for name, s := range charttest.Sweeps() {
		golden.Equal(t, "curve-"+name+"-880.svg", []byte(NewCurve(s, Options{}).SVG()))
		golden.Equal(t, "curve-"+name+"-340.svg", []byte(NewCurve(s, Options{Width: 340}).SVG()))
	}
	golden.Equal(t, "curve-log-file.svg", []byte(NewCurve(charttest.Sweeps()["log"], Options{Style: FileCSS()}).SVG()))
}

// Every point stands inside of the plot, one to the right of the one before it, and higher if it took longer; no two names
// stand in each other's way.
func TestCurvePlacesItsPoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := NewCurve(charttest.DrawSweep(t), Options{Width: rapid.IntRange(160, 1200).Draw(t, "width")}.withDefaults())
		for i := range c.Lines {
			before := math.Inf(-1)
			for k := range c.Points(i) {
				x, y := c.point(i, k)
				if !(x >= c.plot.Left && x <= c.plot.Right && y >= c.plot.Top && y <= c.plot.Bottom) || x < before {
					t.Fatalf("point %d of line %d is at %v, %v in %v, behind %v", k, i, x, y, c.plot, before)
				}
				before = x
				if k > 0 {
					_, was := c.point(i, k-1)
					if p := c.Lines[i].Points; p[k].Total > p[k-1].Total && y > was {
						t.Fatalf("%v is at %v, below %v at %v", p[k].Total, y, p[k-1].Total, was)
					}
				}
			}
			for j := range i {
				if math.Abs(c.nameY[i]-c.nameY[j]) < nameLines-1e-6 {
					t.Fatalf("names at %v", c.nameY)
				}
			}
		}
	})
}

func TestCurveIsWellFormed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, o := charttest.DrawSweep(t), drawOptions(t)
		picture := NewCurve(s, o).SVG()
		readXML(t, picture)
		if strings.Contains(picture, "NaN") {
			t.Fatal(picture)
		}
	})
}
