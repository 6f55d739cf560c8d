package chart

import (
	"slices"
	"strings"
	"time"

	"overlap/engine/trace/summary"
)

// said lists what a panel's tasks logged and marked, a line for each instant.
func (t *terminal) said(p *placed) {
	notes := p.heard()
	if len(notes) == 0 {
		return
	}
	t.out.WriteString("\n" + t.paint("1", t.cut(p.Title, t.o.Width)) + "\n")
	for lines := 0; len(notes) > 0; lines++ {
		if lines == terminalSaid {
			t.out.WriteString("  " + t.marks.more + " and " + Count(len(notes)) + " more\n")
			return
		}
		n := 1
		for n < len(notes) && notes[n].At-notes[0].At <= p.frame.least {
			n++
		}
		when := t.plain(Duration(time.Duration(notes[0].At) - p.Began))
		text := t.cut(t.once(notes[:n]), t.o.Width-12)
		t.out.WriteString("  " + when + pad(9-columns(when)) + " " + text + "\n")
		notes = notes[n:]
	}
}

// once joins notes, each text once with how often it was said.
func (t *terminal) once(notes []summary.Note) string {
	times := map[string]int{}
	var texts []string
	for _, n := range notes {
		if times[n.Text]++; times[n.Text] == 1 {
			texts = append(texts, n.Text)
		}
	}
	for i, s := range texts {
		if n := times[s]; n > 1 {
			texts[i] = s + " " + t.marks.times + Count(n)
		}
	}
	return strings.Join(texts, t.marks.between)
}

// heard returns logs and marks in the order in which they happened. A mark says who made it: its text alone
// is about a task that the reader does not see.
func (p *placed) heard() []summary.Note {
	notes := slices.Clone(p.Summary.Logs)
	for _, n := range p.Summary.Marks {
		if t := p.Summary.Task(n.Task); t != nil {
			about := t.Name
			if label := t.LabelAt(n.At); label != "" {
				about += " " + label
			}
			n.Text = about + ": " + n.Text
		}
		notes = append(notes, n)
	}
	slices.SortFunc(notes, func(a, b summary.Note) int { return int(a.Record) - int(b.Record) })
	return slices.DeleteFunc(notes, func(n summary.Note) bool { return n.At < p.frame.from || n.At > p.frame.to })
}
