package term

import (
	"slices"
	"strings"
	"time"

	"overlap/chart/scene"
	"overlap/chart/words"
	"overlap/quantity"
)

const (
	sequenceArrows = 40 // of a panel
	sequenceTimes  = 7  // columns of the instants, at least
	sequenceGap    = 2  // columns between instants, lifelines and texts
	leastTexts     = 14 // columns for what arrows stand for
	leastApart     = 7  // columns from one lifeline to the next
)

// Sequence returns who does what to whom in each of a scene's panels: time goes down, a line for each arrow with what it stands
// for beside it, and between two instants a line with what the tasks do meanwhile.
func Sequence(sc *scene.Scene, o Options) string {
	t := newTerminal(o)
	t.s = sc
	var looks [scene.Looks]bool
	for i := range sc.Panels {
		p := &sc.Panels[i]
		room := max((t.o.Width-sequenceTimes-2*sequenceGap-leastTexts)/leastApart, 2)
		e := p.Sequence(room, 0).Excerpt(scene.Window{At: -1, Arrows: sequenceArrows, Lines: room})
		if i > 0 {
			t.out.WriteString("\n")
		}
		t.title(p.Title, t.plain(words.TotalText(p)), p.Failed != "")
		s := sequence{terminal: t, Excerpt: &e, looks: &looks}
		s.write()
	}
	t.names = sequenceGap
	t.legend(slices.DeleteFunc(slices.Clone(sc.Legend), func(e scene.Entry) bool { return !looks[e.Look] }))
	return t.out.String()
}

// sequence writes an excerpt of a sequence.
type sequence struct {
	*terminal
	*scene.Excerpt
	times int                // columns of the instants
	apart int                // columns from one lifeline to the next
	looks *[scene.Looks]bool // that were drawn
}

func (s *sequence) write() {
	if len(s.Shown) == 0 {
		s.out.WriteString("  " + words.SequenceSentence(s.Excerpt) + "\n")
		return
	}
	s.times = sequenceTimes
	for i := range s.Shown {
		s.times = max(s.times, columns(quantity.Duration(s.Shown[i].At)))
	}
	widest := 0
	for _, line := range s.Columns {
		first, second := s.name(line)
		widest = max(widest, columns(first), columns(second))
	}
	s.apart = max(min((s.o.Width-s.times-2*sequenceGap-leastTexts)/len(s.Columns), widest+sequenceGap), leastApart)
	s.heads()
	before := ""
	for i := range s.Shown {
		a := &s.Shown[i]
		when := s.plain(quantity.Duration(a.At))
		if when == before {
			when = ""
		} else {
			if i > 0 {
				s.meanwhile((s.Shown[i-1].At + a.At) / 2)
			}
			before = when
		}
		s.line(when, s.arrow(a), s.text(a))
	}
	if rest := words.SequenceRest(s.Excerpt); rest != "" {
		s.out.WriteString(pad(sequenceGap) + s.cut(s.plain(rest), s.o.Width-sequenceGap) + "\n")
	}
}

// name returns a lifeline's name in two parts, of which the second is a service's port.
func (s *sequence) name(line int) (first, second string) {
	name := words.Clean(s.Lines[line].Name)
	if i := strings.LastIndexByte(name, ' '); i > 0 {
		return name[:i], name[i+1:]
	}
	return name, ""
}

// heads writes the names of the lifelines above them.
func (s *sequence) heads() {
	lines := [2]string{}
	for c, line := range s.Columns {
		first, second := s.name(line)
		for i, part := range [2]string{first, second} {
			part = s.cut(part, s.apart-1)
			lines[i] += pad(c*s.apart-columns(lines[i])) + part
		}
	}
	for _, line := range lines {
		if line = strings.TrimRight(line, " "); line != "" {
			s.out.WriteString(pad(s.times+sequenceGap) + s.paint("1", line) + "\n")
		}
	}
}

// line writes an instant, the lifelines and a text.
func (s *sequence) line(when string, lives []cell, text string) {
	room := s.o.Width - s.times - len(lives) - 2*sequenceGap
	line := pad(s.times-columns(when)) + s.paint("2", when) + pad(sequenceGap) + s.render(lives) + pad(sequenceGap) + s.cut(text, room)
	s.out.WriteString(strings.TrimRight(line, " ") + "\n")
}

// lives returns the lifelines.
func (s *sequence) lives() []cell {
	line := make([]cell, (len(s.Columns)-1)*s.apart+1)
	for i := range line {
		line[i] = cell{' ', scene.Looks}
		if i%s.apart == 0 {
			line[i] = cell{s.marks.life, scene.Thin}
		}
	}
	return line
}

// meanwhile writes what tasks do between two instants, unless all of them wait for each other.
func (s *sequence) meanwhile(at time.Duration) {
	line, some := s.lives(), false
	for c := range s.Columns {
		if look, ok := s.Doing(c, at); ok && look != scene.Thin {
			line[c*s.apart], some, s.looks[look] = cell{s.marks.looks[look], look}, true, true
		}
	}
	if some {
		s.line("", line, "")
	}
}

// arrow draws an arrow between the lifelines. What did not arrive is broken off.
func (s *sequence) arrow(a *scene.Arrow) []cell {
	line := s.lives()
	from, to := slices.Index(s.Columns, a.From)*s.apart, slices.Index(s.Columns, a.To)*s.apart
	way, start, head := 1, s.marks.rightward, s.marks.arrows[1]
	if to < from {
		way, start, head = -1, s.marks.leftward, s.marks.arrows[0]
	}
	shaft, look := s.marks.dashed, scene.Thin
	switch a.Kind {
	case scene.Sends, scene.Connects:
		shaft, look = s.marks.rule, scene.Looks
	case scene.Wakes:
		look = scene.Held
	case scene.Drops, scene.Fails, scene.Stops, scene.Cancels:
		look = scene.Retrying
	}
	if a.Kind == scene.Drops || a.Lost() {
		to -= way * ((to-from)*way/3 - 1)
		head = s.marks.dropped
	}
	line[from].r = start
	for x := from + way; x != to-way; x += way {
		if line[x].r == s.marks.life {
			line[x].r = s.marks.across
		} else {
			line[x] = cell{shaft, look}
		}
	}
	line[to-way] = cell{head, look}
	return line
}

// text says what an arrow stands for, and of a message also when it was read, if not at once.
func (s *sequence) text(a *scene.Arrow) string {
	text := s.plain(words.ArrowText(a))
	switch {
	case a.Lost():
		text += ", never read"
	case quantity.Duration(a.Until) != quantity.Duration(a.At):
		text += ", read at " + s.plain(quantity.Duration(a.Until))
	}
	return text
}
