package svg

import (
	"strconv"

	"overlap/chart/scene"
	"overlap/chart/words"
)

const (
	sparkWidth  = 200 // a page stretches the picture to the width of a control
	sparkHeight = 26
	sparkEdge   = 2
)

// Spark returns a sweep as a small picture without axes, for a place below the control of its parameter: a line for each variant.
// at has the place of each value from left to right, from 0 to 1, which is that of the control, and now the place of its present
// value.
func Spark(s *scene.Sweep, at []float64, now float64) string {
	out := &words.Pen{B: make([]byte, 0, 1<<10)}
	out.Raw(`<svg xmlns="http://www.w3.org/2000/svg" class="chart spark" role="img" viewBox="0 0 `, strconv.Itoa(sparkWidth), " ", strconv.Itoa(sparkHeight),
		`" preserveAspectRatio="none" aria-label="`)
	out.Text(words.Heading(s) + " " + words.SweepSentence(s))
	out.Raw(`">`)
	var here path
	here.to('M', now*sparkWidth, 0)
	here.to('V', sparkHeight)
	writePath(out, "chart-here", here)
	_, y := s.Axes()
	for i := range s.Lines {
		var line path
		pen := byte('M')
		for k, p := range s.Lines[i].Points {
			if p.Failed {
				pen = 'M'
				continue
			}
			line.to(pen, at[k]*sparkWidth, y.Between(int64(p.Total), sparkHeight-sparkEdge, sparkEdge))
			pen = 'L'
		}
		out.Raw(`<g class="chart-series-`, strconv.Itoa(i%scene.Series+1), `">`)
		writePath(out, "chart-line", line)
		out.Raw("</g>")
	}
	out.Raw("</svg>")
	return string(out.B)
}

// SeriesLine returns a stretch of the line that a sweep's variant of an index has, for a key beside small pictures of sweeps.
func SeriesLine(i int) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" class="chart spark" width="24" height="8" viewBox="0 0 24 8" aria-hidden="true"><g class="chart-series-` +
		strconv.Itoa(i%scene.Series+1) + `"><path class="chart-line" d="M0 4H24"/></g></svg>`
}
