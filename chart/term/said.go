package term

import (
	"strings"
	"time"

	"overlap/chart/scene"
	"overlap/chart/words"
	"overlap/engine/trace/summary"
)

// said lists what a panel's tasks logged and marked, a line for each instant.
func (t *terminal) said(s *scene.Strip) {
	notes := s.Said()
	if len(notes) == 0 {
		return
	}
	t.out.WriteString("\n" + t.paint("1", t.cut(s.Title, t.o.Width)) + "\n")
	for lines := 0; len(notes) > 0; lines++ {
		if lines == terminalSaid {
			t.out.WriteString("  " + t.marks.more + " and " + words.Count(len(notes)) + " more\n")
			return
		}
		n := 1
		for n < len(notes) && notes[n].At-notes[0].At <= int64(s.Least) {
			n++
		}
		when := t.plain(words.Duration(time.Duration(notes[0].At) - s.Began))
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
			texts[i] = s + " " + t.marks.times + words.Count(n)
		}
	}
	return strings.Join(texts, t.marks.between)
}
