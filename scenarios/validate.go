package scenarios

import (
	"strconv"
	"strings"
)

// MaxLesson bounds a lesson, in words.
const MaxLesson = 250

// Validate reports every convention that s breaks, nil when there is none. The suite over all scenarios
// calls it, so that a folder either is a scenario or fails a test.
func Validate(s *Scenario) []error {
	v := &validation{id: s.ID}
	v.check(isName(s.ID), "the id is one lower-case word")
	v.check(s.Title != "" && s.Question != "", "title and question are written")
	v.check(s.Topic.String() != "", "the topic is one of Topics")
	v.check(strings.Contains(s.Source, "package "+s.ID+"\n"), "Source embeds "+s.ID+".go")
	v.check(len(strings.Fields(s.Lesson)) > 20, "Lesson embeds lesson.md, which says something")
	v.check(len(strings.Fields(s.Lesson)) <= MaxLesson, "the lesson is at most "+strconv.Itoa(MaxLesson)+" words")
	v.check(strings.Contains(s.Twin, "import"), "Twin embeds "+s.ID+".py")
	v.markers(s)
	in := s.New()
	v.params(in)
	v.variants(in)
	v.presets(in)
	return v.errs
}

type validation struct {
	id   string
	errs []error
}

// check notes that a convention does not hold.
func (v *validation) check(ok bool, convention string) {
	if !ok {
		v.errs = append(v.errs, &ConventionError{v.id, convention})
	}
}

func (v *validation) params(in *Instance) {
	seen := map[string]bool{}
	for _, p := range in.Params() {
		v.check(isName(p.Name) && !seen[p.Name] && !reserved(p.Name), "parameter "+p.Name+" has a name of its own, lower case, not reserved")
		v.check(p.Label != "" && p.Help != "", "parameter "+p.Name+" has a label and a help text")
		v.check(in.Set(p.Name, p.Default) == nil, "parameter "+p.Name+" accepts its default")
		v.check(p.Text() == p.Default, "parameter "+p.Name+" writes its default as it was declared")
		seen[p.Name] = true
	}
}

func (v *validation) variants(in *Instance) {
	v.check(len(in.Variants()) >= 2, "there are two variants or more")
	seen := map[string]bool{}
	for _, x := range in.Variants() {
		v.check(isName(x.Name) && x.Title != "" && !seen[x.Name], "variant "+x.Name+" has a name of its own and a title")
		seen[x.Name] = true
	}
	always := false
	for _, c := range in.Claims() {
		always = always || c.Quantifier == Always
		v.check(c.Sentence != "", "every claim is a sentence")
	}
	v.check(always, "there is a claim that holds always")
}

func (v *validation) presets(in *Instance) {
	for _, p := range in.Presets() {
		list, err := ParseQuery(p.Query)
		if err == nil {
			_, err = in.Scenario.With(list)
		}
		v.check(p.Name != "" && len(list) > 0 && err == nil, "preset "+strconv.Quote(p.Name)+" is named and legal")
	}
}

// markers checks that "// [1]" in the source and "# [1]" in the twin name the same places.
func (v *validation) markers(s *Scenario) {
	source, twin := Markers(s.Source, "// ["), Markers(s.Twin, "# [")
	v.check(len(source) > 0, "the source has markers, // [1] and so on")
	for _, m := range source {
		v.check(has(twin, m.Name), "marker ["+m.Name+"] of the source is in the twin")
	}
	for _, m := range twin {
		v.check(has(source, m.Name), "marker ["+m.Name+"] of the twin is in the source")
	}
}

// Marker ties a line of the source to a line of its twin.
type Marker struct {
	Name string
	Line int // from 1
}

// Markers returns the markers in text that begin with prefix, in order.
func Markers(text, prefix string) []Marker {
	var all []Marker
	for i, line := range strings.Split(text, "\n") {
		if _, tail, ok := strings.Cut(line, prefix); ok {
			if name, _, ok := strings.Cut(tail, "]"); ok {
				all = append(all, Marker{name, i + 1})
			}
		}
	}
	return all
}

func has(all []Marker, name string) bool {
	for _, m := range all {
		if m.Name == name {
			return true
		}
	}
	return false
}

// isName reports whether s is lower-case letters, digits and single dashes, beginning with a letter.
func isName(s string) bool {
	for i, c := range s {
		letter := 'a' <= c && c <= 'z'
		if !letter && (i == 0 || !('0' <= c && c <= '9') && (c != '-' || s[i-1] == '-')) {
			return false
		}
	}
	return s != ""
}

// ConventionError is a rule for scenarios that one of them breaks.
type ConventionError struct{ ID, Convention string }

func (e *ConventionError) Error() string {
	return "scenarios: " + e.ID + ": it does not hold that " + e.Convention
}
