package chart

import "strings"

// TerminalOptions say how a chart is written for a terminal.
type TerminalOptions struct {
	Width int  // in columns; 0 is 80. It is held between 40 and 400
	Color bool // with ANSI colours; whether the reader wants them (NO_COLOR, a pipe) is the caller's to know
	ASCII bool // with ASCII characters only, for terminals that know no others; names are not translated
}

const (
	terminalRows = 48 // over all panels; more is sampled
	terminalKeep = 40
	terminalSaid = 12 // lines of log for each panel
)

// Terminal returns the panels as a timeline of characters, with the axis, the legend and what the tasks
// said below it. Every line ends with a line feed.
func Terminal(panels []Panel, o TerminalOptions) string {
	t := newTerminal(o)
	t.l = NewLayout(panels, Options{})
	t.l.keep(terminalRows, terminalKeep)
	t.names = t.nameColumn()
	t.plot = t.o.Width - t.names - 1
	t.first = t.l.baseline()
	for i := range t.l.panels {
		t.factors = max(t.factors, columns(t.factor(&t.l.panels[i])))
	}
	for i := range t.l.panels {
		t.panel(&t.l.panels[i])
	}
	t.axis()
	t.legend()
	for i := range t.l.panels {
		t.said(&t.l.panels[i])
	}
	return t.out.String()
}

func newTerminal(o TerminalOptions) *terminal {
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

// terminal is a picture being written; one of a sweep has no layout.
type terminal struct {
	l       *Layout
	o       TerminalOptions
	marks   marks
	names   int    // columns for the names of rows, with the gap behind them
	plot    int    // columns for time
	factors int    // columns for how much faster each panel is
	first   *Panel // that they are compared with, nil when there is none
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
		n += cells(r)
	}
	return n
}

// cut returns a text that takes at most n columns.
func (t *terminal) cut(s string, n int) string {
	short, _ := t.shorten(clean(s), n)
	return short
}

func (t *terminal) shorten(s string, n int) (string, int) {
	return shorten(s, t.marks.more, float64(n), func(r rune) float64 { return float64(cells(r)) })
}

func pad(n int) string { return strings.Repeat(" ", max(n, 0)) }

func (t *terminal) nameColumn() int {
	n := 0
	for i := range t.l.panels {
		p := &t.l.panels[i]
		for _, r := range p.shown.rows {
			n = max(n, columns(clean(r.name)))
		}
		for k := range p.gauges {
			n = max(n, columns(t.plain(p.gauges[k].words())))
		}
		if p.sampled() {
			n = max(n, columns(p.peakText()))
		}
	}
	return min(n, t.o.Width/4) + 3
}

// line writes a name and what stands beside it; what stands there has its own colours.
func (t *terminal) line(name, rest string) {
	name = t.cut(name, t.names-3)
	t.out.WriteString(strings.TrimRight("  "+name+pad(t.names-2-columns(name))+rest, " ") + "\n")
}

func (t *terminal) panel(p *placed) {
	right := t.plain(p.totalText())
	if t.factors > 0 {
		f := t.factor(p)
		right += "  " + pad(t.factors-columns(f)) + f
	}
	title := t.cut(p.Title, t.o.Width-columns(right)-2)
	gap := pad(t.o.Width - columns(title) - columns(right))
	code := "1"
	if p.Failed != "" {
		code = "1;31"
	}
	t.out.WriteString(t.paint("1", title) + gap + t.paint(code, strings.TrimRight(right, " ")) + "\n")
	if p.sampled() {
		t.line(p.peakText(), t.levels(p))
	}
	notes := p.notes()
	for _, r := range p.shown.rows {
		t.line(r.name, t.bar(p, r, notes))
	}
	for i := range p.gauges {
		t.line(t.plain(p.gauges[i].words()), t.gauge(p, &p.gauges[i]))
	}
	if p.sampled() {
		t.out.WriteString("  " + p.noteText() + "\n")
	}
	t.out.WriteString("\n")
}

// baseline returns the panel that the others are compared with, nil when there is none.
func (l *Layout) baseline() *Panel {
	for i := range l.panels {
		if p := &l.panels[i].Panel; !p.Incomparable {
			return p
		}
	}
	return nil
}

// factor returns how many times as fast a panel was as the first that can be compared; "" for that itself.
func (t *terminal) factor(p *placed) string {
	x := p.timesAsFast(t.first)
	if x == 0 || &p.Panel == t.first {
		return ""
	}
	return digits(x) + t.marks.times
}

// plain spells our own words in ASCII where that is asked for.
func (t *terminal) plain(s string) string {
	if !t.o.ASCII {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(s, "µ", "u"), "−", "-"), "≤", "<=")
}
