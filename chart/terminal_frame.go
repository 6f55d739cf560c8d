package chart

import (
	"strings"
	"time"
)

// marks are the characters of a terminal's timeline.
type marks struct {
	looks     [looks]rune
	levels    []rune // of the sampled panels' line, from least to most
	rule      rune
	tick      rune
	more      string
	failed    rune
	cancelled rune
	noted     rune
	times     string
	between   string // what was said in one instant; it may have commas itself
}

func unicodeMarks() marks {
	return marks{
		looks:  [looks]rune{thin: '─', waits: '▒', held: '╳', stuck: '∞', ready: '·', running: '█', owned: '▤'},
		levels: []rune("▁▂▃▄▅▆▇█"), rule: '─', tick: '┴', more: "…", failed: '✗', cancelled: '┤', noted: '◆', times: "×", between: " · ",
	}
}

func asciiMarks() marks {
	return marks{
		looks:  [looks]rune{thin: '-', waits: '=', held: 'x', stuck: '%', ready: '.', running: '#', owned: '@'},
		levels: []rune(".:-=+*#%"), rule: '-', tick: '+', more: "~", failed: '!', cancelled: '|', noted: '*', times: "x", between: " | ",
	}
}

// ansi is the colour of each look.
var ansi = [looks]string{thin: "2", waits: "34", held: "35", stuck: "31", ready: "33", running: "33;1", owned: "35;1"}

// axis writes a line with a mark at every instant, and the instants below it.
func (t *terminal) axis() {
	s := newScale(t.l.Span, max(t.plot/11, 1))
	rule := []rune(strings.Repeat(string(t.marks.rule), t.plot))
	labels := []rune(pad(t.plot + 1))
	for n := time.Duration(0); n <= t.l.Span/s.step; n++ {
		at := min(t.column(n*s.step), t.plot-1)
		rule[at] = t.marks.tick
		text := []rune(t.plain(s.label(n * s.step)))
		from := min(max(at-len(text)/2, 0), len(labels)-len(text))
		copy(labels[max(from, 0):], text)
	}
	t.out.WriteString(pad(t.names) + t.paint("2", string(rule)) + "\n")
	t.out.WriteString(strings.TrimRight(pad(t.names)+string(labels), " ") + "\n")
}

// column returns in which column of the plot an instant stands, from 0 to plot.
func (t *terminal) column(at time.Duration) int {
	at = min(max(at, 0), t.l.Span)
	return int(float64(at)/float64(t.l.Span)*float64(t.plot) + 0.5)
}

// legend says what the characters mean, in as many lines as that needs.
func (t *terminal) legend() {
	room := t.o.Width - t.names
	left, gap := room, "\n"+pad(t.names)
	for k := range looks {
		if !t.l.legend[k] {
			continue
		}
		const example = 2
		n := example + 1 + columns(t.l.words(k))
		if left < room && n+3 > left {
			left, gap = room, "\n"+pad(t.names)
		} else if left < room {
			left -= 3
		}
		words := t.cut(t.l.words(k), left-example-1)
		t.out.WriteString(gap + t.paint(ansi[k], strings.Repeat(string(t.marks.looks[k]), example)) + " " + words)
		left, gap = left-n, "   "
	}
	t.out.WriteString("\n")
}

// levels draws how many tasks there were at once, one level for each column.
func (t *terminal) levels(p *placed) string {
	c := p.count(int64(t.l.Span), t.plot)
	most := max(c.peak(), 1)
	line := make([]rune, t.plot)
	for i := range line {
		sum := 0
		for k := range c {
			sum += c[k][i]
		}
		line[i] = ' '
		if sum > 0 {
			line[i] = t.marks.levels[(sum*len(t.marks.levels)-1)/most]
		}
	}
	return string(line)
}
