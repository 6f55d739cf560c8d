package chart

import "time"

// Sweep is how long variants took over the values of one parameter.
type Sweep struct {
	Title  string   // what was run
	Name   string   // what its values are of, such as "Clients"
	Unit   Unit     // of values
	Values []int64  // rising
	Words  []string // for each value, where values are words and have no places on an axis but in turn; else none
	Log    bool     // on a logarithmic axis, for which values must be positive
	Lines  []Line
}

// Line is one variant of a sweep.
type Line struct {
	Title  string
	Points []Point // for the first of the values; those without a point are not drawn
	// An incomparable line did other work: it is not called faster or slower than another.
	Incomparable bool
}

// Point is one run.
type Point struct {
	Total  time.Duration // of one that failed: until then
	Failed bool
}

// Curve returns the sweep as an SVG picture: a line for each variant, with its name where it ends.
func Curve(s *Sweep, o Options) string { return newCurve(s, o).svg() }

// curve is where everything in the picture of a sweep stands.
type curve struct {
	*Sweep
	o             Options
	width, height float64
	plot          Rect
	x, y          axis
	nameY         []float64 // of each line's name, behind its last point; in a narrow picture below the plot
	below         bool
}

const (
	nameGap   = 10 // between a line's last point and its name
	swatchGap = 18 // what the mark before a name takes
	nameLines = 16 // between the baselines of names
	inset     = 8  // between the plot's edges and the outermost points
)

func newCurve(s *Sweep, o Options) *curve {
	c := &curve{Sweep: s, o: o.orDefault()}
	c.width = float64(c.o.Width)
	c.below = c.o.Width < narrow
	c.x, c.y = s.axes()
	c.plot = Rect{Left: c.labels() + 14, Top: 26, Right: c.width - 20}
	c.plot.Bottom = c.plot.Top + min(max(c.width*0.42, 180), 360)
	c.height = c.plot.Bottom + 42
	if c.below {
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
		c.nameY = append(c.nameY, c.lastY(i)+4)
	}
	spread(c.nameY, nameLines, c.plot.Top, c.plot.Bottom)
	return c
}

// axes returns the axis of the values and that of the totals, which is logarithmic where they differ so much that the
// small ones could not be told apart, unless the values are on a plain scale: there a straight line is to look straight.
func (s *Sweep) axes() (x, y axis) {
	x = axis{unit: s.Unit, log: s.Log}
	if n := len(s.Values); n > 0 {
		x.lo, x.hi = s.Values[0], s.Values[n-1]
	}
	y = axis{unit: Time, lo: -1}
	for _, line := range s.Lines {
		for _, p := range line.Points {
			if total := int64(max(p.Total, 0)); y.lo < 0 || total < y.lo {
				y.lo = total
			}
			y.hi = max(y.hi, int64(p.Total))
		}
	}
	if y.log = wide(y.lo, y.hi) && (s.Log || len(s.Words) > 0); !y.log {
		y.lo, y.hi = 0, max(y.hi, 1)
	}
	return x, y
}

// place returns where the i-th value stands on the axis, from 0 to 1.
func (s *Sweep) place(x axis, i int) float64 {
	if len(s.Words) > 0 {
		return (float64(i) + 0.5) / float64(len(s.Words))
	}
	return x.part(s.Values[i])
}

// points returns how many points of a line there are to draw.
func (s *Sweep) points(line int) int { return min(len(s.Lines[line].Points), len(s.Values)) }

func (c *curve) pixelX(part float64) float64 {
	return c.plot.Left + inset + part*(c.plot.Right-c.plot.Left-2*inset)
}

func (c *curve) pixelY(at int64) float64 {
	return c.plot.Bottom - inset - c.y.part(at)*(c.plot.Bottom-c.plot.Top-2*inset)
}

// point returns where the i-th point of a line stands.
func (c *curve) point(line, i int) (x, y float64) {
	x = c.pixelX(c.place(c.x, i))
	if n := len(c.Words); n > 0 { // side by side, as no line goes from one word to the next
		apart := min(14, (c.plot.Right-c.plot.Left-2*inset)/float64(n*len(c.Lines)))
		x += (float64(line) - float64(len(c.Lines)-1)/2) * apart
	}
	return x, c.pixelY(int64(c.Lines[line].Points[i].Total))
}

func (c *curve) lastY(line int) float64 {
	n := c.points(line)
	if n == 0 {
		return c.plot.Bottom
	}
	_, y := c.point(line, n-1)
	return y
}

const totalTicks = 7

// labels returns how wide the words at the axis of totals are.
func (c *curve) labels() (most float64) {
	_, words := c.y.ticks(totalTicks)
	for _, w := range words {
		most = max(most, textWidth(w, labelSize))
	}
	return most
}

// spread moves places apart until there is a gap between any two, in their order, and none is outside of lo and hi unless
// there is no room.
func spread(at []float64, gap, lo, hi float64) {
	order := make([]int, len(at))
	for i := range order {
		k := i
		for ; k > 0 && at[order[k-1]] > at[i]; k-- {
			order[k] = order[k-1]
		}
		order[k] = i
	}
	for _, i := range order {
		at[i] = max(at[i], lo)
		lo = at[i] + gap
	}
	for k := len(order) - 1; k >= 0 && at[order[k]] > hi; k-- {
		at[order[k]] = hi
		hi -= gap
	}
}
