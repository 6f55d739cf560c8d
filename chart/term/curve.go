package term

import (
	"strings"

	"overlap/chart/scene"
	"overlap/chart/words"
)

// Curve returns the sweep as a plot of characters.
func Curve(s *scene.Sweep, o Options) string {
	t := newTerminal(o)
	c := &curve{Sweep: s, terminal: t, rows: max(leastRows, len(s.Lines)), dots: []rune("●▲■◆+"), trail: '·', side: '│', ticked: '┤', corner: '└'}
	if o.ASCII {
		c.dots, c.trail, c.side, c.ticked, c.corner = []rune("o^#*+"), '.', '|', '+', '+'
	}
	c.x, c.y = s.Axes()
	_, labels := words.Ticks(c.y, leastRows/2)
	for _, w := range labels {
		t.names = max(t.names, columns(w)+2)
	}
	most := 0
	for i := range s.Lines {
		most = max(most, columns(words.Clean(s.Lines[i].Title)))
	}
	t.plot = t.o.Width - t.names - min(most, t.o.Width/3) - 3
	for i := range s.Lines {
		c.drawTrail(i)
	}
	for i := range s.Values {
		c.drawDots(i)
	}
	c.heading()
	c.plotRows()
	c.valueAxis()
	return t.out.String()
}

const leastRows = 12

// heading writes the title and the name of the axis of totals.
func (c *curve) heading() {
	right := c.plain("total" + words.Logarithmic(c.y))
	title := c.cut(strings.TrimRight(words.Heading(c.Sweep), "."), c.o.Width-columns(right)-2)
	c.out.WriteString(c.paint("1", title) + pad(c.o.Width-columns(title)-columns(right)) + c.paint("2", right) + "\n")
}

// plotRows writes the rows of the plot, with the axis of totals at their left and the lines' names at their right.
func (c *curve) plotRows() {
	labels := map[int]string{}
	at, texts := words.Ticks(c.y, leastRows/2)
	for i, v := range at {
		labels[c.rowAt(v)] = c.plain(texts[i])
	}
	names := c.namesAt()
	for row := range c.rows {
		side := c.side
		label, ticked := labels[row]
		if ticked {
			side = c.ticked
		}
		line := pad(c.names-2-columns(label)) + label + " " + c.paint("2", string(side)) + c.row(row)
		if n, ok := names[row]; ok {
			dot := c.paint(lineColors[n%scene.Series], string(c.dots[n%scene.Series]))
			line += " " + dot + " " + c.cut(c.Lines[n].Title, c.o.Width-c.names-c.plot-3)
		}
		c.out.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// namesAt returns by row the index of the line whose name stands behind it: the row of the line's last point, or the
// nearest free row.
func (c *curve) namesAt() map[int]int {
	at := make([]float64, len(c.Lines))
	for i := range at {
		at[i] = float64(c.rows - 1)
		if n := c.Points(i); n > 0 {
			at[i] = float64(c.rowOf(i, n-1))
		}
	}
	scene.Spread(at, 1, 0, float64(c.rows-1))
	names := map[int]int{}
	for i := range at {
		names[int(at[i])] = i
	}
	return names
}

// row returns a row of the plot.
func (c *curve) row(row int) string {
	var b strings.Builder
	for column := range c.plot {
		g, ok := c.spots[spot{column, row}]
		if !ok {
			b.WriteByte(' ')
			continue
		}
		b.WriteString(c.paint(lineColors[g.line%scene.Series], string(g.r)))
	}
	return b.String()
}

// valueAxis writes the axis of values, its labels and its name.
func (c *curve) valueAxis() {
	rule := []rune(strings.Repeat(string(c.marks.rule), c.plot))
	labels := []rune(pad(c.names + c.plot))
	next := 0 // the first column that is free for a label
	mark := func(column int, word string) {
		rule[column] = c.marks.tick
		text := []rune(c.plain(word))
		from := min(max(c.names+column-len(text)/2, 0), len(labels)-len(text))
		if from >= next {
			copy(labels[from:], text)
			next = from + len(text) + 2
		}
	}
	if n := len(c.Words); n > 0 {
		for i, w := range c.Words {
			mark(c.columnOf(i), c.cut(w, c.plot/n-1))
		}
	} else if len(c.Values) > 0 {
		widest := max(columns(words.UnitWords(c.Unit, c.x.Lo)), columns(words.UnitWords(c.Unit, c.x.Hi)))
		at, texts := words.Ticks(c.x, (c.plot+4)/(widest+2))
		for i, v := range at {
			mark(int(c.x.Part(v)*float64(c.plot-1)+0.5), texts[i])
		}
	}
	c.out.WriteString(pad(c.names-1) + c.paint("2", string(c.corner)+string(rule)) + "\n")
	c.out.WriteString(strings.TrimRight(string(labels), " ") + "\n")
	name := c.cut(c.Name, c.plot-columns(words.Logarithmic(c.x))) + words.Logarithmic(c.x)
	c.out.WriteString(pad(c.names+(c.plot-columns(name))/2) + name + "\n")
}
