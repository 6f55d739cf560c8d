package svg

import (
	"math"

	"overlap/chart/scene"
	"overlap/chart/words"
)

// Curve is a sweep and the places of the parts of its picture. A page keeps it to look up values by position.
type Curve struct {
	*scene.Sweep
	o             Options
	width, height float64
	plot          Rect
	x, y          scene.Axis
	nameY         []float64 // baseline of each line's name
	knees         []Rect    // the texts beside knees that are written
	namesBelow    bool      // names stand below the plot, in a narrow picture
}

const (
	nameGap   = 10 // between a line's last point and its name
	swatchGap = 18 // width of the mark before a name
	nameLines = 16 // between the baselines of names
	inset     = 8  // between the plot's edges and the outermost points
)

// NewCurve places the parts of a sweep's picture.
func NewCurve(s *scene.Sweep, o Options) *Curve {
	c := &Curve{Sweep: s, o: o.withDefaults()}
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

// ValueAt returns the index of the value nearest to a place in the picture, given as a part of its width.
func (c *Curve) ValueAt(part float64) (nearest int) {
	least := c.width
	for i := range c.Values {
		if away := math.Abs(c.pixelX(c.Place(c.x, i)) - part*c.width); away < least {
			least, nearest = away, i
		}
	}
	return nearest
}

func (c *Curve) pixelX(part float64) float64 {
	return c.plot.Left + inset + part*(c.plot.Right-c.plot.Left-2*inset)
}

func (c *Curve) pixelY(at int64) float64 {
	return c.plot.Bottom - inset - c.y.Part(at)*(c.plot.Bottom-c.plot.Top-2*inset)
}

// point returns where the i-th point of a line stands.
func (c *Curve) point(line, i int) (x, y float64) {
	x = c.pixelX(c.Place(c.x, i))
	if n := len(c.Words); n > 0 { // points at one word stand side by side, because no line joins words
		apart := min(14, (c.plot.Right-c.plot.Left-2*inset)/float64(n*len(c.Lines)))
		x += (float64(line) - float64(len(c.Lines)-1)/2) * apart
	}
	return x, c.pixelY(int64(c.Lines[line].Points[i].Total))
}

func (c *Curve) nameLevel(line int) float64 {
	n := c.Points(line)
	if n == 0 {
		return c.plot.Bottom
	}
	_, y := c.point(line, n-1)
	return y
}

const totalTicks = 7

// labelWidth returns the width of the widest label at the axis of totals.
func (c *Curve) labelWidth() (most float64) {
	_, labels := words.Ticks(c.y, totalTicks)
	for _, w := range labels {
		most = max(most, textWidth(w, labelSize))
	}
	return most
}
