package term

import (
	"strings"
	"time"

	"overlap/quantity"
)

// Line is a line of a run's log.
type Line struct {
	At   time.Duration // on the axis
	Text string
}

// mostLines is the most instants that a log shows.
const mostLines = 12

// Log returns a title and a line of text for each instant of a log, "" when there are no lines. Instants at most least
// apart share a line, because the timeline above shows no difference between them.
func Log(title string, lines []Line, least time.Duration, o Options) string {
	if len(lines) == 0 {
		return ""
	}
	t := newTerminal(o)
	t.out.WriteString(t.paint("1", t.cut(title, t.o.Width)) + "\n")
	for shown := 0; len(lines) > 0; shown++ {
		if shown == mostLines {
			t.out.WriteString("  " + t.marks.more + " and " + quantity.Count(len(lines)) + " more\n")
			break
		}
		n := 1
		for n < len(lines) && lines[n].At-lines[0].At <= least {
			n++
		}
		when := t.plain(quantity.Duration(lines[0].At))
		t.out.WriteString("  " + when + pad(9-columns(when)) + " " + t.cut(t.joinRepeated(lines[:n]), t.o.Width-12) + "\n")
		lines = lines[n:]
	}
	return t.out.String()
}

// joinRepeated joins the texts of lines. A text that occurs n times is written once, followed by its number.
func (t *terminal) joinRepeated(lines []Line) string {
	times := map[string]int{}
	var texts []string
	for _, l := range lines {
		if times[l.Text]++; times[l.Text] == 1 {
			texts = append(texts, l.Text)
		}
	}
	for i, s := range texts {
		if n := times[s]; n > 1 {
			texts[i] = s + " " + t.marks.times + quantity.Count(n)
		}
	}
	return strings.Join(texts, t.marks.between)
}
