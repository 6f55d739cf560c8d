package check

import (
	"strconv"
	"strings"
	"time"

	"overlap/engine/trace/reader"
	"overlap/engine/trace/summary"
	"overlap/quantity"
)

// Kind is a kind of check.
type Kind struct {
	Name    string // its first word
	Says    string // what it asks, a sentence with … for the argument
	Needs   string // what the argument is
	Example string // an argument
	parse   func(argument string) (value, bool)
	differs func(*seen, value) string // what there was instead, "" for nothing
}

// value is an argument that was read.
type value struct {
	shown string
	texts []string
	n     int64 // a count, or nanoseconds
}

// seen is a run that is looked at.
type seen struct {
	run *reader.Run
	sum *summary.Summary
}

// Kinds returns all kinds of checks, in the order in which they are offered.
func Kinds() []Kind {
	return []Kind{
		{"within", "It takes at most ….", "a duration", "310ms", duration, func(s *seen, v value) string {
			return unless(s.run.End.At <= v.n, "It took "+quantity.Duration(time.Duration(s.run.End.At)))
		}},
		{"lasts", "It takes … at least: nothing may be left out.", "a duration", "300ms", duration, func(s *seen, v value) string {
			return unless(s.run.End.At >= v.n, "It took "+quantity.Duration(time.Duration(s.run.End.At)))
		}},
		{"prints", "It prints ….", pattern, "user *: Bob", line, (*seen).prints},
		{"once", "It prints … exactly once.", pattern, "database is asked", line, (*seen).once},
		{"never", "It never prints ….", pattern, "*lost*", line, (*seen).never},
		{"order", "It prints ….", "lines with | between them", "a is done | b is done", lines, (*seen).order},
		{"at-once", "No more than … may be at work at once.", "a number", "3", count("task"), func(s *seen, v value) string {
			return unless(int64(s.sum.Stats.PeakInFlight) <= v.n, "There were "+strconv.Itoa(s.sum.Stats.PeakInFlight))
		}},
		{"together", "At least … have to be at work at once.", "a number", "3", count("task"), func(s *seen, v value) string {
			return unless(int64(s.sum.Stats.PeakInFlight) >= v.n, "There were never more than "+strconv.Itoa(s.sum.Stats.PeakInFlight))
		}},
		{"connections", "No more than … may be open at once.", "a number", "10", count("connection"), func(s *seen, v value) string {
			return unless(int64(s.sum.Stats.PeakConnections) <= v.n, "There were "+strconv.Itoa(s.sum.Stats.PeakConnections))
		}},
		{"held", "No task holds the loop for ….", "a duration", "10ms", duration, (*seen).held},
		{"cancelled", "The task … is cancelled.", task, "fetch(slow)", line, (*seen).cancelled},
		{"finishes", "The task … ends by itself.", task, "save*", line, (*seen).finishes},
	}
}

const (
	pattern = "a line, in which * stands for anything"
	task    = "a task’s name, in which * stands for anything"
)

func duration(text string) (v value, ok bool) {
	d, ok := quantity.ParseDuration(text)
	return value{shown: quantity.Duration(d), n: int64(d)}, ok && d > 0
}

func count(noun string) func(string) (value, bool) {
	return func(text string) (v value, ok bool) {
		n, err := strconv.Atoi(text)
		return value{shown: quantity.Plural(n, noun), n: int64(n)}, err == nil && n > 0 && n <= 1_000_000
	}
}

func line(text string) (v value, ok bool) {
	return value{shown: quoted(text), texts: []string{text}}, text != ""
}

func lines(text string) (v value, ok bool) {
	for part := range strings.SplitSeq(text, "|") {
		part = strings.TrimSpace(part)
		if part == "" {
			return value{}, false
		}
		v.texts = append(v.texts, part)
	}
	shown := make([]string, len(v.texts))
	for i, text := range v.texts {
		shown[i] = quoted(text)
	}
	v.shown = strings.Join(shown, ", then ")
	return v, len(v.texts) > 1
}

func quoted(text string) string { return "“" + text + "”" }

func unless(ok bool, got string) string {
	if ok {
		return ""
	}
	return got
}
