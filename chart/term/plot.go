package term

import "overlap/chart/scene"

// curve plots a sweep. Spots are places in the plot, by column and row.
type curve struct {
	*scene.Sweep
	*terminal
	x, y           scene.Axis
	rows           int
	dots           []rune // a line's points, one character for each series
	trail          rune   // joins a line's points
	side           rune   // the axis of totals
	ticked, corner rune
	spots          map[spot]glyph
}

type spot struct{ column, row int }

// glyph is a character and the line that it belongs to.
type glyph struct {
	r    rune
	line int
}

// lineColors are the ANSI codes nearest to the colours of the SVG picture.
var lineColors = [scene.Series]string{"34", "33", "35", "1", "2"}

func (c *curve) at(line, i int) spot { return spot{c.columnOf(i), c.rowOf(line, i)} }

func (c *curve) columnOf(i int) int { return int(c.Place(c.x, i)*float64(c.plot-1) + 0.5) }

func (c *curve) rowOf(line, i int) int { return c.rowAt(int64(c.Lines[line].Points[i].Total)) }

func (c *curve) rowAt(v int64) int { return int((1-c.y.Part(v))*float64(c.rows-1) + 0.5) }

// putIfFree writes a glyph at a spot that is empty or part of a trail, and reports whether it did.
func (c *curve) putIfFree(at spot, g glyph) bool {
	if old, taken := c.spots[at]; at.column < 0 || at.column >= c.plot || taken && old.r != c.trail {
		return false
	}
	if c.spots == nil {
		c.spots = map[spot]glyph{}
	}
	c.spots[at] = g
	return true
}

// drawTrail joins a line's points, except failed ones. Points at words are not joined, because there is nothing between
// words.
func (c *curve) drawTrail(line int) {
	for i := 1; i < c.Points(line) && len(c.Words) == 0; i++ {
		if points := c.Lines[line].Points; points[i-1].Failed || points[i].Failed {
			continue
		}
		a, b := c.at(line, i-1), c.at(line, i)
		n := max(b.column-a.column, b.row-a.row, a.row-b.row)
		for k := 1; k < n; k++ {
			part := float64(k) / float64(n)
			c.putIfFree(spot{a.column + int(part*float64(b.column-a.column)+0.5), a.row + round(part*float64(b.row-a.row))}, glyph{c.trail, line})
		}
	}
}

func round(x float64) int {
	if x < 0 {
		return -int(0.5 - x)
	}
	return int(x + 0.5)
}

// drawDots draws the points of all lines at a value. Points at one spot stand side by side; without room for that, each
// value shows another of the lines.
func (c *curve) drawDots(i int) {
	room := c.columnOf(min(i+1, len(c.Values)-1)) - c.columnOf(max(i-1, 0))
	beside, turn := []int{0, 1, -1, 2, -2}, 0
	if room < 2*len(c.Lines) {
		beside, turn = beside[:1], i
	}
	for k := range c.Lines {
		line := (k + turn) % len(c.Lines)
		if i >= c.Points(line) {
			continue
		}
		g := glyph{c.dots[line%scene.Series], line}
		if c.Lines[line].Points[i].Failed {
			g.r = c.marks.failed
		}
		at := c.at(line, i)
		for _, n := range beside {
			if c.putIfFree(spot{at.column + n, at.row}, g) {
				break
			}
		}
	}
}
