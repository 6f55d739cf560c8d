package term

import (
	"strings"
	"time"

	"overlap/chart/scene"
	"overlap/chart/words"
)

// marks are the characters of a terminal's timeline.
type marks struct {
	looks     [scene.Looks]rune
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
		looks:  [scene.Looks]rune{scene.Thin: '─', scene.Waiting: '▒', scene.Held: '╳', scene.Endless: '∞', scene.Ready: '·', scene.Running: '█', scene.Owned: '▤'},
		levels: []rune("▁▂▃▄▅▆▇█"), rule: '─', tick: '┴', more: "…", failed: '✗', cancelled: '┤', noted: '◆', times: "×", between: " · ",
	}
}

func asciiMarks() marks {
	return marks{
		looks:  [scene.Looks]rune{scene.Thin: '-', scene.Waiting: '=', scene.Held: 'x', scene.Endless: '%', scene.Ready: '.', scene.Running: '#', scene.Owned: '@'},
		levels: []rune(".:-=+*#%"), rule: '-', tick: '+', more: "~", failed: '!', cancelled: '|', noted: '*', times: "x", between: " | ",
	}
}

// ansi is the colour of each look.
var ansi = [scene.Looks]string{scene.Thin: "2", scene.Waiting: "34", scene.Held: "35", scene.Endless: "31", scene.Ready: "33", scene.Running: "33;1", scene.Owned: "35;1"}

// axis writes a line with a mark at every instant, and the instants below it.
func (t *terminal) axis() {
	s := words.NewScale(t.s.Span, max(t.plot/11, 1))
	rule := []rune(strings.Repeat(string(t.marks.rule), t.plot))
	labels := []rune(pad(t.plot + 1))
	for n := time.Duration(0); n <= t.s.Span/s.Step; n++ {
		at := min(t.column(n*s.Step), t.plot-1)
		rule[at] = t.marks.tick
		text := []rune(t.plain(s.Label(n * s.Step)))
		from := min(max(at-len(text)/2, 0), len(labels)-len(text))
		copy(labels[max(from, 0):], text)
	}
	t.out.WriteString(pad(t.names) + t.paint("2", string(rule)) + "\n")
	t.out.WriteString(strings.TrimRight(pad(t.names)+string(labels), " ") + "\n")
}

// column returns in which column of the plot an instant stands, from 0 to plot.
func (t *terminal) column(at time.Duration) int {
	at = min(max(at, 0), t.s.Span)
	return int(float64(at)/float64(t.s.Span)*float64(t.plot) + 0.5)
}

// legend says what the characters mean, in as many lines as that needs.
func (t *terminal) legend() {
	room := t.o.Width - t.names
	left, gap := room, "\n"+pad(t.names)
	for _, e := range t.s.Legend {
		const example = 2
		n := example + 1 + columns(e.Text)
		if left < room && n+3 > left {
			left, gap = room, "\n"+pad(t.names)
		} else if left < room {
			left -= 3
		}
		words := t.cut(e.Text, left-example-1)
		t.out.WriteString(gap + t.paint(ansi[e.Look], strings.Repeat(string(t.marks.looks[e.Look]), example)) + " " + words)
		left, gap = left-n, "   "
	}
	t.out.WriteString("\n")
}

// levels draws how many tasks there were at once, one level for each column.
func (t *terminal) levels(s *scene.Strip) string {
	c := s.Count(t.s.Span, t.plot)
	most := max(c.Peak(), 1)
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
