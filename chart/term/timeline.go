// Package term draws scenes as characters.
package term

import (
	"strings"

	"overlap/chart/scene"
	"overlap/chart/words"
)

// Options say how a chart is written for a terminal.
type Options struct {
	Width int  // in columns; 0 is 80. It is held between 40 and 400
	Color bool // with ANSI colours; whether the reader wants them (NO_COLOR, a pipe) is the caller's to know
	ASCII bool // with ASCII characters only, for terminals that know no others; names are not translated
}

const (
	terminalRows = 48 // over all panels; more is sampled
	terminalKeep = 40
)

// Timeline returns the scene as a timeline of characters, with the axis and the legend below it. Every line ends with a
// line feed.
func Timeline(s *scene.Scene, o Options) string {
	t := newTerminal(o)
	t.s = s
	t.shown = s.Samples(terminalRows, terminalKeep)
	t.names = t.nameColumn()
	t.plot = t.o.Width - t.names - 1
	for i := range s.Panels {
		t.factors = max(t.factors, columns(t.factor(&s.Panels[i])))
	}
	for i := range s.Strips {
		t.panel(&s.Strips[i], &t.shown[i])
	}
	t.axis()
	t.legend()
	return t.out.String()
}

func newTerminal(o Options) *terminal {
	if o.Width <= 0 {
		o.Width = 80
	}
	o.Width = min(max(o.Width, 40), 400)
	t := &terminal{o: o, marks: unicodeMarks()}
	if o.ASCII {
		t.marks = asciiMarks()
	}
	return t
}

// terminal is a picture being written; one of a sweep has no scene.
type terminal struct {
	s       *scene.Scene
	shown   []scene.Sample // of the rows of each strip
	o       Options
	marks   marks
	names   int // columns for the names of rows, with the gap behind them
	plot    int // columns for time
	factors int // columns for how much faster each panel is
	out     strings.Builder
}

func (t *terminal) paint(code, s string) string {
	if !t.o.Color || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// columns returns how many columns a text takes.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += words.Cells(r)
	}
	return n
}

// cut returns a text that takes at most n columns.
func (t *terminal) cut(s string, n int) string {
	short, _ := t.shorten(words.Clean(s), n)
	return short
}

func (t *terminal) shorten(s string, n int) (string, int) {
	return words.Shorten(s, t.marks.more, float64(n), func(r rune) float64 { return float64(words.Cells(r)) })
}

func pad(n int) string { return strings.Repeat(" ", max(n, 0)) }

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
		if len(shown.Rows) < len(s.Rows) {
			n = max(n, columns(words.AtOnce(shown)))
		}
	}
	return min(n, t.o.Width/4) + 3
}

// line writes a name and what stands beside it; what stands there has its own colours.
func (t *terminal) line(name, rest string) {
	name = t.cut(name, t.names-3)
	t.out.WriteString(strings.TrimRight("  "+name+pad(t.names-2-columns(name))+rest, " ") + "\n")
}

func (t *terminal) panel(s *scene.Strip, shown *scene.Sample) {
	right := t.plain(words.TotalText(s.Panel))
	if t.factors > 0 {
		f := t.factor(s.Panel)
		right += "  " + pad(t.factors-columns(f)) + f
	}
	title := t.cut(s.Title, t.o.Width-columns(right)-2)
	gap := pad(t.o.Width - columns(title) - columns(right))
	code := "1"
	if s.Failed != "" {
		code = "1;31"
	}
	t.out.WriteString(t.paint("1", title) + gap + t.paint(code, strings.TrimRight(right, " ")) + "\n")
	sampled := len(shown.Rows) < len(s.Rows)
	if sampled {
		t.line(words.AtOnce(shown), t.levels(s))
	}
	for i := range shown.Rows {
		t.line(shown.Rows[i].Name, t.bar(s, &shown.Rows[i]))
	}
	for _, g := range s.DrawnGauges() {
		t.line(t.gaugeName(g), t.gauge(s, g))
	}
	if sampled {
		t.out.WriteString("  " + words.ShownText(s, shown) + "\n")
	}
	t.out.WriteString("\n")
}

// factor returns how many times as fast a panel was as the first that did the same work; "" for the first itself.
func (t *terminal) factor(p *scene.Panel) string {
	if p.Times == 0 || p.Role == scene.First {
		return ""
	}
	return words.Digits(p.Times) + t.marks.times
}

// plain spells our own words in ASCII where that is asked for.
func (t *terminal) plain(s string) string {
	if !t.o.ASCII {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(s, "µ", "u"), "−", "-"), "≤", "<=")
}

// gaugeName is what a terminal calls a gauge.
func (t *terminal) gaugeName(g *scene.Gauge) string {
	return t.plain(words.Clean(g.Name) + " ≤ " + words.Count(int(g.Peak)))
}

// gauge draws a gauge, one level for each column.
func (t *terminal) gauge(s *scene.Strip, g *scene.Gauge) string {
	line := []rune(pad(t.plot))
	for i, level := range s.Levels(g, t.s.Span, t.plot)[:t.plot] {
		if level > 0 {
			n := float64(len(t.marks.levels))
			line[i] = t.marks.levels[min(int(float64(level)/float64(g.Most)*n), len(t.marks.levels)-1)]
		}
	}
	return string(line)
}
