package chart

// Sentence says what the sweep shows, for those who do not see its picture: where each line begins and ends, and where the
// last becomes faster or slower than the first.
func (s *Sweep) Sentence() string {
	if len(s.Values) == 0 {
		return "Nothing has run."
	}
	text := ""
	for i := range s.Lines {
		text += s.ends(i)
	}
	return text[min(1, len(text)):] + s.crossing()
}

// word returns a value as text stands beside it.
func (s *Sweep) word(i int) string {
	if len(s.Words) > 0 {
		return clean(s.Words[i])
	}
	return s.Unit.words(s.Values[i])
}

// ends says how long a line's first and last point took.
func (s *Sweep) ends(line int) string {
	n := s.points(line)
	if n == 0 {
		return ""
	}
	l := &s.Lines[line]
	first, last := l.Points[0], l.Points[n-1]
	text := " " + lineName(l) + " " + took(first) + " at " + s.word(0)
	switch {
	case n == 1:
	case first == last:
		text += " and at " + s.word(n-1)
	case first.Failed == last.Failed:
		text += " and " + Duration(last.Total) + " at " + s.word(n-1)
	default:
		text += " and " + took(last) + " at " + s.word(n-1)
	}
	return text + "."
}

func lineName(l *Line) string { return name(&Panel{Title: l.Title}) }

func took(p Point) string {
	if p.Failed {
		return "failed after " + Duration(p.Total)
	}
	return "took " + Duration(p.Total)
}

// Compared returns the first and the last of the lines that can be compared; ok is false when there are no two.
func (s *Sweep) Compared() (first, last int, ok bool) {
	first = -1
	for i := range s.Lines {
		if s.Lines[i].Incomparable {
			continue
		}
		if last = i; first < 0 {
			first = i
		}
	}
	return first, last, first >= 0 && first != last
}

// Faster returns how many times as fast the last of the lines that can be compared was as the first at the i-th value, 0
// where that cannot be said.
func (s *Sweep) Faster(i int) float64 {
	a, b, ok := s.Compared()
	if !ok || i >= min(s.points(a), s.points(b)) {
		return 0
	}
	first, last := s.Lines[a].Points[i], s.Lines[b].Points[i]
	if first.Failed || last.Failed || first.Total <= 0 || last.Total <= 0 {
		return 0
	}
	return float64(first.Total) / float64(last.Total)
}

// crossing says between which values the last compared line stops being faster than the first, or slower, if that happens once.
func (s *Sweep) crossing() string {
	at, times, way, before := 0, 0, 0, 0
	for i := range s.Values {
		now := 0
		switch f := s.Faster(i); {
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
	return " " + lineName(&s.Lines[last]) + was + " than " + lineName(&s.Lines[first]) + " up to " + s.word(before) +
		" and" + is + " from " + s.word(at) + " on."
}
