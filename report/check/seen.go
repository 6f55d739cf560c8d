package check

import (
	"strconv"
	"strings"
	"time"

	"overlap/engine/trace/summary"
	"overlap/quantity"
)

// printed returns the lines that fit a pattern.
func (s *seen) printed(pattern string) (list []summary.Note) {
	for _, l := range s.sum.Logs {
		if fits(l.Text, pattern) {
			list = append(list, l)
		}
	}
	return list
}

func (s *seen) prints(v value) string { return unless(len(s.printed(v.texts[0])) > 0, "It did not") }

func (s *seen) once(v value) string {
	switch n := len(s.printed(v.texts[0])); n {
	case 0:
		return "It did not"
	case 1:
		return ""
	default:
		return "It did so " + strconv.Itoa(n) + " times"
	}
}

func (s *seen) never(v value) string {
	list := s.printed(v.texts[0])
	if len(list) == 0 {
		return ""
	}
	return "It printed " + quoted(list[0].Text) + " at " + quantity.Duration(time.Duration(list[0].At))
}

// order looks for the lines one behind the other; others may stand between them.
func (s *seen) order(v value) string {
	next := 0
	for _, l := range s.sum.Logs {
		if next < len(v.texts) && fits(l.Text, v.texts[next]) {
			next++
		}
	}
	switch {
	case next == len(v.texts):
		return ""
	case len(s.printed(v.texts[next])) == 0:
		return quoted(v.texts[next]) + " was not printed"
	}
	return quoted(v.texts[next]) + " came before " + quoted(v.texts[next-1])
}

func (s *seen) held(v value) string {
	stall := s.sum.Stats.Stall
	t := s.sum.Task(stall.Task)
	if stall.To-stall.From < v.n || t == nil {
		return ""
	}
	got := t.Name + " held it for " + quantity.Duration(time.Duration(stall.To-stall.From))
	for i := range t.Spans {
		if sp := &t.Spans[i]; sp.From == stall.From && s.sum.Line(sp) > 0 {
			return got + ", from line " + strconv.Itoa(int(s.sum.Line(sp))) + " on"
		}
	}
	return got
}

func (s *seen) cancelled(v value) string {
	known := false
	for i := range s.sum.Tasks {
		if t := &s.sum.Tasks[i]; fits(t.Name, v.texts[0]) {
			if known = true; t.Outcome == summary.Cancelled {
				return ""
			}
		}
	}
	return unless(!known, "It was not") + unless(known, "There was no such task")
}

func (s *seen) finishes(v value) string {
	known := false
	for i := range s.sum.Tasks {
		if t := &s.sum.Tasks[i]; fits(t.Name, v.texts[0]) {
			if known = true; t.Outcome != summary.Done {
				return t.Name + " is " + t.Outcome.String()
			}
		}
	}
	return unless(known, "There was no such task")
}

// fits reports whether a text is what a pattern says, in which * stands for anything. Blanks at its end do not count.
func fits(text, pattern string) bool {
	text = strings.TrimRight(text, " \t\r")
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return text == pattern
	}
	rest, ok := strings.CutPrefix(text, parts[0])
	if !ok {
		return false
	}
	last := len(parts) - 1
	for _, part := range parts[1:last] {
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return strings.HasSuffix(rest, parts[last])
}
