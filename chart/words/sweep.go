package words

import (
	"overlap/chart/scene"

	"overlap/quantity"
)

// SweepSentence says what the sweep shows, for readers who do not see its picture: each line's first and last total, and
// the value from which the last line is faster or slower than the first.
func SweepSentence(s *scene.Sweep) string {
	if len(s.Values) == 0 {
		return "Nothing has run."
	}
	text := ""
	for i := range s.Lines {
		text += lineSentence(s, i)
	}
	return text[min(1, len(text)):] + kneeSentence(s) + crossingSentence(s)
}

// KneeText says where a line bends most and how long its run takes there, "" for a line that hardly bends.
func KneeText(s *scene.Sweep, line int) string {
	i, ok := s.Knee(line)
	if !ok {
		return ""
	}
	return valueText(s, i) + ": " + quantity.Duration(s.Lines[line].Points[i].Total)
}

// kneeSentence says where lines bend most.
func kneeSentence(s *scene.Sweep) (text string) {
	for i := range s.Lines {
		if at := KneeText(s, i); at != "" {
			text += " " + lineName(&s.Lines[i]) + " bends most at " + at + "."
		}
	}
	return text
}

// valueText formats the i-th value.
func valueText(s *scene.Sweep, i int) string {
	if len(s.Words) > 0 {
		return Clean(s.Words[i])
	}
	return UnitWords(s.Unit, s.Values[i])
}

// lineSentence says how long the runs at a line's first and last value took.
func lineSentence(s *scene.Sweep, line int) string {
	n := s.Points(line)
	if n == 0 {
		return ""
	}
	l := &s.Lines[line]
	first, last := l.Points[0], l.Points[n-1]
	text := " " + lineName(l) + " " + pointText(first) + " at " + valueText(s, 0)
	switch {
	case n == 1:
	case first == last:
		text += " and at " + valueText(s, n-1)
	case first.Failed == last.Failed:
		text += " and " + quantity.Duration(last.Total) + " at " + valueText(s, n-1)
	default:
		text += " and " + pointText(last) + " at " + valueText(s, n-1)
	}
	return text + "."
}

func lineName(l *scene.Line) string { return quotedTitle(l.Title) }

func pointText(p scene.Point) string {
	if p.Failed {
		return "failed after " + quantity.Duration(p.Total)
	}
	return "took " + quantity.Duration(p.Total)
}

// crossingSentence says between which values the last compared line becomes faster or slower than the first, "" unless
// that happens exactly once.
func crossingSentence(s *scene.Sweep) string {
	at, times, way, before := 0, 0, 0, 0
	for i := range s.Values {
		now := 0
		switch f := s.Times[i]; {
		case f == 0 || len(s.Words) > 0:
			return ""
		case f > 1:
			now = 1
		case f < 1:
			now = -1
		}
		if now == 0 {
			continue
		}
		if way != 0 && now != way {
			at, times = i, times+1
		} else if times == 0 {
			before = i
		}
		way = now
	}
	if times != 1 {
		return ""
	}
	was, is := " is faster", " slower"
	if way > 0 {
		was, is = " is slower", " faster"
	}
	first, last, _ := s.Compared()
	return " " + lineName(&s.Lines[last]) + was + " than " + lineName(&s.Lines[first]) + " up to " + valueText(s, before) +
		" and" + is + " from " + valueText(s, at) + " on."
}

// Heading names the picture of a sweep.
func Heading(s *scene.Sweep) string { return s.Title + ": time over " + s.Name + "." }

// Logarithmic returns the words that follow the name of a logarithmic axis, "" for a linear axis.
func Logarithmic(a scene.Axis) string {
	if a.Log {
		return ", logarithmic"
	}
	return ""
}
