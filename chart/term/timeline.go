package term

import (
	"strings"

	"overlap/chart/scene"
	"overlap/chart/words"
	"overlap/quantity"
)

const (
	terminalRows = 48 // of all panels; beyond that panels of many rows are drawn as densities
	denseRows    = 40 // divided by the number of panels: how many rows are many
)

// Timeline returns the scene as lines of characters, with the axis and the legend at the end.
func Timeline(s *scene.Scene, o Options) string {
	t := newTerminal(o)
	t.s = s
	room := scene.Room{Most: terminalRows, Dense: true}
	if s.RowCount() > terminalRows {
		room.Most = denseRows / len(s.Strips)
	}
	t.shown = s.Samples(room)
	t.names = t.nameColumn()
	t.plot = t.o.Width - t.names - 1
	for i := range s.Panels {
		t.factors = max(t.factors, columns(t.factor(&s.Panels[i])))
	}
	for i := range s.Strips {
		t.panel(&s.Strips[i], &t.shown[i])
		if s.Mode == scene.Each {
			t.axis(s.Strips[i].Axis)
		}
		t.out.WriteString("\n")
	}
	if n := len(s.Strips); n > 0 && s.Mode != scene.Each {
		t.axis(s.Strips[n-1].Axis)
	}
	t.legend(s.LegendOf(t.shown))
	return t.out.String()
}

func (t *terminal) nameColumn() int {
	n := 0
	for i := range t.s.Strips {
		s, shown := &t.s.Strips[i], &t.shown[i]
		for _, r := range shown.Rows {
			n = max(n, columns(words.Clean(r.Name)))
		}
		for _, g := range s.DrawnGauges() {
			n = max(n, columns(t.gaugeName(g)))
		}
		for k := range shown.Densities {
			n = max(n, columns(t.densityName(&shown.Densities[k])))
		}
	}
	return min(n, t.o.Width/4) + 3
}

// line writes a name and the rest of its line, which has its own colours.
func (t *terminal) line(name, rest string) {
	name = t.cut(name, t.names-3)
	t.out.WriteString(strings.TrimRight("  "+name+pad(t.names-2-columns(name))+rest, " ") + "\n")
}

func (t *terminal) panel(s *scene.Strip, shown *scene.Sample) {
	right := t.plain(words.TotalOnAxis(s))
	if t.factors > 0 {
		f := t.factor(s.Panel)
		right += "  " + pad(t.factors-columns(f)) + f
	}
	t.title(s.Title, right, s.Failed != "")
	for i, n := 0, 0; i <= len(shown.Rows); i++ {
		for ; n < len(shown.Densities) && shown.Densities[n].Above == i; n++ {
			t.line(t.densityName(&shown.Densities[n]), t.levels(s, &shown.Densities[n]))
		}
		if i < len(shown.Rows) {
			t.line(shown.Rows[i].Name, t.rowLine(s, &shown.Rows[i]))
		}
	}
	for _, g := range s.DrawnGauges() {
		t.line(t.gaugeName(g), t.gauge(s, g))
	}
}

// title writes a panel's title, and what it came to at the right.
func (t *terminal) title(title, right string, failed bool) {
	title = t.cut(title, t.o.Width-columns(right)-2)
	gap, code := pad(t.o.Width-columns(title)-columns(right)), "1"
	if failed {
		code = "1;31"
	}
	t.out.WriteString(t.paint("1", title) + gap + t.paint(code, strings.TrimRight(right, " ")) + "\n")
}

// factor formats Times of a panel, "" for the panel that the others are compared with.
func (t *terminal) factor(p *scene.Panel) string {
	if p.Times == 0 || p.Role == scene.First {
		return ""
	}
	return quantity.Digits(p.Times) + t.marks.times
}

// gaugeName returns a gauge's name with its peak.
func (t *terminal) gaugeName(g *scene.Gauge) string {
	return t.plain(words.Clean(g.Name) + " ≤ " + quantity.Count(int(g.Peak)))
}

// gauge draws a gauge, with a character for the highest value in each column.
func (t *terminal) gauge(s *scene.Strip, g *scene.Gauge) string {
	line := []rune(pad(t.plot))
	for i, level := range s.Levels(g, t.plot)[:t.plot] {
		if level > 0 {
			n := float64(len(t.marks.levels))
			line[i] = t.marks.levels[min(int(float64(level)/float64(g.Most)*n), len(t.marks.levels)-1)]
		}
	}
	return string(line)
}

// axis writes an axis of time and its labels.
func (t *terminal) axis(a scene.Axis) {
	rule := []rune(strings.Repeat(string(t.marks.rule), t.plot))
	labels := []rune(pad(t.plot + 1))
	instants, texts := words.Ticks(a, max(t.plot/11, 1)+1)
	for i, instant := range instants {
		at := min(t.columnOn(a, instant), t.plot-1)
		rule[at] = t.marks.tick
		text := []rune(t.plain(texts[i]))
		from := min(max(at-len(text)/2, 0), len(labels)-len(text))
		copy(labels[max(from, 0):], text)
	}
	t.out.WriteString(pad(t.names) + t.paint("2", string(rule)) + "\n")
	t.out.WriteString(strings.TrimRight(pad(t.names)+string(labels), " ") + "\n")
}

// legend writes entries of the legend, in as many lines as they need.
func (t *terminal) legend(entries []scene.Entry) {
	if len(entries) == 0 {
		return
	}
	room := t.o.Width - t.names
	left, gap := room, "\n"+pad(t.names)
	for _, e := range entries {
		const example = 2
		if e.Sign == scene.CaughtSign {
			continue // characters have no half bar; the log has it
		}
		n := example + 1 + columns(e.Text)
		if left < room && n+3 > left {
			left, gap = room, "\n"+pad(t.names)
		} else if left < room {
			left -= 3
		}
		words := t.cut(e.Text, left-example-1)
		t.out.WriteString(gap + t.example(e, example) + " " + words)
		left, gap = left-n, "   "
	}
	t.out.WriteString("\n")
}

// example returns what a legend's entry explains, in so many columns.
func (t *terminal) example(e scene.Entry, columns int) string {
	switch e.Sign {
	case scene.FailedSign:
		return string(t.marks.failed) + pad(columns-1)
	case scene.LeftSign:
		return string(t.marks.left) + pad(columns-1)
	case scene.CancelledSign:
		return string(t.marks.cancelled) + pad(columns-1)
	case scene.NotedSign:
		return string(t.marks.noted[e.Kind]) + pad(columns-1)
	case scene.WaitedSign:
		return string(t.marks.waited) + pad(columns-1)
	case scene.NoTimeSign:
		return t.paint(lookColors[scene.Running], string(t.marks.looks[scene.Running])) + pad(columns-1)
	case scene.ChangedSign:
		return string(t.marks.changed) + pad(columns-1)
	}
	return t.paint(lookColors[e.Look], strings.Repeat(string(t.marks.looks[e.Look]), columns))
}

// densityName returns the name of a density with the most tasks at once.
func (t *terminal) densityName(d *scene.Density) string {
	return t.plain(words.Clean(d.Name) + " ≤ " + quantity.Count(d.Peak))
}

// levels draws a density, with a character for the number of tasks in each column.
func (t *terminal) levels(s *scene.Strip, d *scene.Density) string {
	c := s.Count(d, t.plot)
	line := make([]rune, t.plot)
	for i := range line {
		sum := 0
		for k := range c {
			sum += c[k][i]
		}
		line[i] = ' '
		if sum > 0 {
			line[i] = t.marks.levels[(sum*len(t.marks.levels)-1)/max(d.Most, sum)]
		}
	}
	return string(line)
}
