package chart

// An area says of a sampled panel what its rows no longer can: how many tasks there were at each moment,
// and what they did. The looks are stacked, the busiest at the bottom.

var stacking = [...]look{running, ready, stuck, held, waits, thin}

// counts is how many tasks of each look there were in each column of pixels.
type counts [looks][]int

// count counts what all the panel's tasks do, in columns from the left to the right of the plot. A span
// counts in the columns whose middle it covers.
func (p *placed) count(span int64, columns int) *counts {
	c := &counts{}
	for k := range c {
		c[k] = make([]int, columns+1)
	}
	column := func(at int64) int {
		return min(max(int(float64(at-p.frame.from)/float64(span)*float64(columns)+0.5), 0), columns)
	}
	for _, r := range p.all.rows {
		for _, it := range r.items {
			if it.held != nil {
				break
			}
			for i := range it.task.Spans {
				from, to := it.clip(&it.task.Spans[i])
				if first, last := column(from), column(to); from < to && first < last {
					k := lookOf(&it.task.Spans[i])
					c[k][first]++
					c[k][last]--
				}
			}
		}
	}
	for k := range c {
		for i := 1; i <= columns; i++ {
			c[k][i] += c[k][i-1]
		}
	}
	return c
}

// peak returns the most tasks at once.
func (c *counts) peak() int {
	most := 0
	for i := range c[0] {
		sum := 0
		for k := range c {
			sum += c[k][i]
		}
		most = max(most, sum)
	}
	return most
}

// peakColumns is how finely the peak is looked for; it does not depend on the picture's width.
const peakColumns = 2000

func (p *placed) peakText() string { return Count(p.peak) + " at once" }

// areaOf writes a sampled panel's area, one path for each look.
func (l *Layout) areaOf(out *pen, p *placed) {
	if p.area.Bottom == 0 {
		return
	}
	columns := int(p.area.Right - p.area.Left)
	c := p.count(int64(l.Span), columns)
	unit := (p.area.Bottom - p.area.Top) / float64(max(c.peak(), 1))
	base := make([]float64, columns+1)
	for i := range base {
		base[i] = p.area.Bottom
	}
	for _, k := range stacking {
		top := make([]float64, columns+1)
		any := false
		for i := range top {
			top[i] = base[i] - float64(c[k][i])*unit
			any = any || c[k][i] > 0
		}
		if any {
			l.pathOf(out, lookNames[k], outline(p.area.Left, top, base), k != thin && k != running, " chart-area")
		}
		base = top
	}
	if !l.size.above {
		l.line(out, "chart-name", 0, p.area.Top+12, p.peakText())
	}
}

// outline returns the area between two lines of steps, one step for each pixel.
func outline(left float64, top, base []float64) path {
	var d path
	n := len(top)
	d.to('M', left, top[0])
	for i := 1; i < n; i++ {
		if top[i] != top[i-1] {
			d.to('H', left+float64(i))
			d.to('V', top[i])
		}
	}
	d.to('H', left+float64(n-1))
	d.to('V', base[n-1])
	for i := n - 1; i > 0; i-- {
		if base[i] != base[i-1] {
			d.to('H', left+float64(i))
			d.to('V', base[i-1])
		}
	}
	d.to('H', left)
	d.b = append(d.b, 'z')
	return d
}
