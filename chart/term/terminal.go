// Package term draws scenes as characters.
package term

import (
	"strings"
	"time"

	"overlap/chart/scene"
	"overlap/chart/words"
)

// Options say how a chart is written for a terminal.
type Options struct {
	Width int  // in columns; 0 is 80. It is clamped to 40 to 400
	Color bool // with ANSI colours; the caller knows whether the reader wants them (NO_COLOR, a pipe)
	ASCII bool // with ASCII characters only, except in names
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

// terminal writes a picture into out.
type terminal struct {
	s       *scene.Scene   // nil for a sweep and a log
	shown   []scene.Sample // what is drawn of each strip
	o       Options
	marks   marks
	names   int // columns for the names of rows, with the gap behind them
	plot    int // columns for time
	factors int // columns for the factors behind the totals
	out     strings.Builder
}

// marks are the characters of a terminal's timeline.
type marks struct {
	looks     [scene.Looks]rune
	levels    []rune // of gauges and counts, from least to most
	rule      rune
	tick      rune
	more      string
	failed    rune
	cancelled rune
	left      rune // cut off by the program's end
	noted     [scene.MarkKinds]rune
	changed   rune    // settings of the run changed here
	waited    rune    // the variant ended here although tasks go on
	life      rune    // of a sequence, here and below: a lifeline
	rightward rune    // where an arrow to the right leaves a lifeline
	leftward  rune    // likewise to the left
	across    rune    // where an arrow crosses a lifeline
	arrows    [2]rune // the heads of arrows to the left and to the right
	dashed    rune    // the shaft of an arrow that is no message
	dropped   rune    // the head of an arrow to where nothing arrived
	times     string
	between   string // separates texts of one instant, which may contain commas
}

func unicodeMarks() marks {
	return marks{
		looks: [scene.Looks]rune{scene.Thin: '─', scene.Waiting: '▒', scene.Held: '╳', scene.Retrying: '×', scene.Endless: '∞', scene.Ready: '·', scene.Running: '█', scene.Owned: '▤',
			scene.InPlain: '┈', scene.InGood: '░', scene.InLimited: '▚', scene.InBad: '▓'},
		levels: []rune("▁▂▃▄▅▆▇█"), rule: '─', tick: '┴', more: "…", failed: '✗', cancelled: '┤', left: '┄', noted: [scene.MarkKinds]rune{'◆', '◇', '▲'}, waited: '┊', changed: '╎',
		life: '│', rightward: '├', leftward: '┤', across: '┼', arrows: [2]rune{'◀', '▶'}, dashed: '╌', dropped: '✗', times: "×", between: " · ",
	}
}

func asciiMarks() marks {
	return marks{
		looks: [scene.Looks]rune{scene.Thin: '-', scene.Waiting: '=', scene.Held: 'x', scene.Retrying: '^', scene.Endless: '%', scene.Ready: '.', scene.Running: '#', scene.Owned: '@',
			scene.InPlain: '_', scene.InGood: ':', scene.InLimited: '?', scene.InBad: 'X'},
		levels: []rune(".:-=+*#%"), rule: '-', tick: '+', more: "~", failed: '!', cancelled: '|', left: '~', noted: [scene.MarkKinds]rune{'*', 'o', 'v'}, waited: '/', changed: '`',
		life: '|', rightward: '+', leftward: '+', across: '+', arrows: [2]rune{'<', '>'}, dashed: '.', dropped: 'x', times: "x", between: " | ",
	}
}

// lookColors are the ANSI colour codes of the looks.
var lookColors = [scene.Looks]string{scene.Thin: "2", scene.Waiting: "34", scene.Held: "35", scene.Retrying: "31", scene.Endless: "31", scene.Ready: "33", scene.Running: "33;1", scene.Owned: "35;1",
	scene.InPlain: "2", scene.InGood: "32", scene.InLimited: "33", scene.InBad: "31"}

// column returns the column of the plot at which an instant of a strip stands, from 0 to plot.
func (t *terminal) column(s *scene.Strip, at time.Duration) int { return t.columnOn(s.Axis, int64(at)) }

func (t *terminal) columnOn(a scene.Axis, v int64) int { return int(a.Part(v)*float64(t.plot) + 0.5) }

func (t *terminal) paint(code, s string) string {
	if !t.o.Color || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// columns returns the width of a text in columns.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += words.Cells(r)
	}
	return n
}

// cut cleans a text and shortens it to at most n columns.
func (t *terminal) cut(s string, n int) string {
	short, _ := t.shorten(words.Clean(s), n)
	return short
}

func (t *terminal) shorten(s string, n int) (string, int) {
	return words.Shorten(s, t.marks.more, float64(n), func(r rune) float64 { return float64(words.Cells(r)) })
}

func pad(n int) string { return strings.Repeat(" ", max(n, 0)) }

// plain replaces the characters beyond ASCII that our own texts have, if the options demand it.
func (t *terminal) plain(s string) string {
	if !t.o.ASCII {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(s, "µ", "u"), "−", "-"), "≤", "<="), "…", "..")
}
