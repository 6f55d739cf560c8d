package words

import "overlap/chart/scene"

// SweepSentence says what the sweep shows, for those who do not see its picture: where each line begins and ends, and where the
// last becomes faster or slower than the first.
func SweepSentence(s *scene.Sweep) string {
	if len(s.Values) == 0 {
		return "Nothing has run."
	}
	text := ""
	for i := range s.Lines {
		text += ends(s, i)
	}
	return text[min(1, len(text)):] + crossing(s)
}

// word returns a value as text stands beside it.
func word(s *scene.Sweep, i int) string {
	if len(s.Words) > 0 {
		return Clean(s.Words[i])
	}
	return UnitWords(s.Unit, s.Values[i])
}

// ends says how long a line's first and last point took.
func ends(s *scene.Sweep, line int) string {
	n := s.Points(line)
	if n == 0 {
		return ""
	}
	l := &s.Lines[line]
	first, last := l.Points[0], l.Points[n-1]
	text := " " + lineName(l) + " " + took(first) + " at " + word(s, 0)
	switch {
	case n == 1:
	case first == last:
		text += " and at " + word(s, n-1)
	case first.Failed == last.Failed:
		text += " and " + Duration(last.Total) + " at " + word(s, n-1)
	default:
		text += " and " + took(last) + " at " + word(s, n-1)
	}
	return text + "."
}

func lineName(l *scene.Line) string { return name(&scene.Panel{Title: l.Title}) }

func took(p scene.Point) string {
	if p.Failed {
		return "failed after " + Duration(p.Total)
	}
	return "took " + Duration(p.Total)
}

// crossing says between which values the last compared line stops being faster than the first, or slower, if that happens once.
func crossing(s *scene.Sweep) string {
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
	return " " + lineName(&s.Lines[last]) + was + " than " + lineName(&s.Lines[first]) + " up to " + word(s, before) +
		" and" + is + " from " + word(s, at) + " on."
}

// Heading names the picture of a sweep.
func Heading(s *scene.Sweep) string { return s.Title + ": time over " + s.Name + "." }

// Logarithmic says that an axis is, behind its name.
func Logarithmic(a scene.Axis) string {
	if a.Log {
		return ", logarithmic"
	}
	return ""
}
