package svg

import (
	"overlap/chart/scene"
	"overlap/chart/words"
)

// curve is a sweep and the places of the parts of its picture.
type curve struct {
	*scene.Sweep
	o             Options
	width, height float64
	plot          Rect
	x, y          scene.Axis
	nameY         []float64 // baseline of each line's name
	namesBelow    bool      // names stand below the plot, in a narrow picture
}

const (
	nameGap   = 10 // between a line's last point and its name
	swatchGap = 18 // width of the mark before a name
	nameLines = 16 // between the baselines of names
	inset     = 8  // between the plot's edges and the outermost points
)

func newCurve(s *scene.Sweep, o Options) *curve {
	c := &curve{Sweep: s, o: o.withDefaults()}
	c.width = float64(c.o.Width)
	c.namesBelow = c.o.Width < narrow
	c.x, c.y = s.Axes()
	c.plot = Rect{Left: c.labelWidth() + 14, Top: 26, Right: c.width - 20}
	c.plot.Bottom = c.plot.Top + min(max(c.width*0.42, 180), 360)
	c.height = c.plot.Bottom + 42
	if c.namesBelow {
		for i := range s.Lines {
			c.nameY = append(c.nameY, c.height+12+float64(i)*nameLines)
		}
		c.height += 8 + float64(len(s.Lines))*nameLines
		return c
	}
	most := 0.0
	for _, line := range s.Lines {
		most = max(most, textWidth(line.Title, nameSize))
	}
	c.plot.Right = c.width - min(most+4, c.width*0.3) - nameGap - swatchGap
	for i := range s.Lines {
		c.nameY = append(c.nameY, c.nameLevel(i)+4)
	}
	scene.Spread(c.nameY, nameLines, c.plot.Top, c.plot.Bottom)
	return c
}

func (c *curve) pixelX(part float64) float64 {
	return c.plot.Left + inset + part*(c.plot.Right-c.plot.Left-2*inset)
}

func (c *curve) pixelY(at int64) float64 {
	return c.plot.Bottom - inset - c.y.Part(at)*(c.plot.Bottom-c.plot.Top-2*inset)
}

// point returns where the i-th point of a line stands.
func (c *curve) point(line, i int) (x, y float64) {
	x = c.pixelX(c.Place(c.x, i))
	if n := len(c.Words); n > 0 { // points at one word stand side by side, because no line joins words
		apart := min(14, (c.plot.Right-c.plot.Left-2*inset)/float64(n*len(c.Lines)))
		x += (float64(line) - float64(len(c.Lines)-1)/2) * apart
	}
	return x, c.pixelY(int64(c.Lines[line].Points[i].Total))
}

func (c *curve) nameLevel(line int) float64 {
	n := c.Points(line)
	if n == 0 {
		return c.plot.Bottom
	}
	_, y := c.point(line, n-1)
	return y
}

const totalTicks = 7

// labelWidth returns the width of the widest label at the axis of totals.
func (c *curve) labelWidth() (most float64) {
	_, labels := words.Ticks(c.y, totalTicks)
	for _, w := range labels {
		most = max(most, textWidth(w, labelSize))
	}
	return most
}
