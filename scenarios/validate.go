package scenarios

import (
	"slices"
	"strconv"
	"strings"
)

// Bounds on what the page shows of a scenario.
const (
	maxLesson = 250 // words, but for the answers to its questions
	maxAnswer = 45  // words
	maxSource = 150 // lines
)

// Validate returns an error for every convention that a scenario or its texts break. The suite over all scenarios and
// the build of the site call it: a folder that breaks a convention fails a test and is not published.
func Validate(s *Scenario, texts Texts) []error {
	v := &validation{id: s.ID}
	v.check(isName(s.ID) && !strings.Contains(s.ID, "-"), "the id is one lower-case word")
	v.check(s.Title != "" && s.Question != "", "title and question are written")
	v.check(s.Topic.String() != "" && s.Level > 0, "the topic is one of Topics, and the level counts from 1")
	v.texts(texts)
	v.markers(texts)
	in := s.New()
	v.params(in)
	v.services(in)
	v.variants(in)
	v.claims(in)
	v.presets(in)
	v.links(s, texts.Lesson)
	return v.errs
}

func (v *validation) texts(x Texts) {
	words := v.answers(x.Lesson)
	v.check(strings.Contains(x.Source, "package "+v.id+"\n"), v.id+".go begins with package "+v.id)
	v.check(strings.Count(x.Source, "\n") <= maxSource, v.id+".go, which the page shows, is at most "+strconv.Itoa(maxSource)+" lines; the rest is in other files")
	v.check(words > 20, "lesson.md says something, in more than 20 words")
	v.check(words <= maxLesson, "lesson.md is at most "+strconv.Itoa(maxLesson)+" words: it has "+strconv.Itoa(words))
	v.check(strings.Contains(x.Twin, "import"), v.id+".py is a Python program")
}

// answers checks the answers of a lesson, which are quotations, and returns how many words the rest has.
func (v *validation) answers(lesson string) (words int) {
	answer := 0
	for line := range strings.Lines(lesson) {
		n := len(strings.Fields(line))
		if strings.HasPrefix(strings.TrimSpace(line), ">") {
			answer += n - 1
			v.check(answer <= maxAnswer, "an answer in lesson.md is at most "+strconv.Itoa(maxAnswer)+" words")
			continue
		}
		answer = 0
		words += n
	}
	return words
}

type validation struct {
	id   string
	errs []error
}

// check adds an error unless a convention holds.
func (v *validation) check(ok bool, convention string) { v.checkAt("", 0, ok, convention) }

// checkAt adds an error unless a convention holds at a line of a file.
func (v *validation) checkAt(file string, line int, ok bool, convention string) {
	if !ok {
		v.errs = append(v.errs, &ConventionError{v.id, file, line, convention})
	}
}

func (v *validation) params(in *Instance) {
	seen := map[string]bool{}
	for _, p := range in.Params() {
		v.check(isName(p.Name) && !seen[p.Name] && !reserved(p.Name), "parameter "+p.Name+" has a name of its own, lower case, not reserved")
		v.check(!p.Live || p.Kind != KindTable, "parameter "+p.Name+", which is live, is no table: the text of a past has no room for rows")
		v.check(p.Label != "" && p.Help != "", "parameter "+p.Name+" has a label and a help text")
		_, err := p.Parse(p.Default.String())
		v.check(err == nil, "parameter "+p.Name+" accepts its default")
		seen[p.Name] = true
	}
	for _, p := range in.Params() {
		v.check(p.former == p.Name || isName(p.former) && !seen[p.former], "the former name of parameter "+p.Name+" is no parameter's, lower case")
	}
	for _, name := range in.d.mainParams {
		v.check(seen[name], "MainParams names parameters: "+name+" is none")
	}
}

func (v *validation) variants(in *Instance) {
	v.check(len(in.Variants()) >= 2, "there are two variants or more")
	seen, compared := map[string]bool{}, 0
	for _, x := range in.Variants() {
		v.check(isName(x.Name) && x.Title != "" && !seen[x.Name], "variant "+x.Name+" has a name of its own and a title")
		seen[x.Name] = true
		if !x.Incomparable {
			compared++
		}
	}
	v.check(compared != 1, "Compare names two variants or more")
}

func (v *validation) services(in *Instance) {
	names, ports := map[string]bool{}, map[int]bool{}
	for _, s := range in.Services() {
		v.check(isName(s.At.Name) && !names[s.At.Name], "service "+s.At.Name+" has a name of its own, lower case")
		v.check(s.At.Port >= 1024 && s.At.Port < 1<<16 && !ports[s.At.Port], "service "+s.At.Name+" has a port of its own from 1024 to 65535")
		names[s.At.Name], ports[s.At.Port] = true, true
		for _, name := range slices.Concat(s.Settings, s.Stops) {
			v.check(in.Param(name) != nil, "service "+s.At.Name+" heeds parameters that there are, not "+name)
		}
	}
}

func (v *validation) claims(in *Instance) {
	always := false
	for _, c := range in.Claims() {
		always = always || c.Quantifier == Always
		v.check(c.Sentence != "", "every claim is a sentence")
		v.check((c.Want != nil) == (c.Quantifier == Chance || c.Quantifier == Mean), "what is claimed of chance says how much is expected: "+c.Sentence)
	}
	v.check(always, "there is a claim that holds always")
}

func (v *validation) presets(in *Instance) {
	seen := map[string]bool{}
	for _, p := range in.Presets() {
		v.check(p.Name != "" && !seen[p.Name], "preset "+strconv.Quote(p.Name)+" has a name of its own")
		ok, rule := isCanonical(in.Scenario, p.Query)
		v.check(ok, "preset "+strconv.Quote(p.Name)+rule)
		seen[p.Name] = true
	}
}

// links checks the lesson's links to settings, such as "[slower](?db=400ms)". "(?)" links to the defaults.
func (v *validation) links(s *Scenario, lesson string) {
	for i, line := range strings.Split(lesson, "\n") {
		for _, tail := range strings.Split(line, "](?")[1:] {
			query, _, closed := strings.Cut(tail, ")")
			name := "the link to " + strconv.Quote(query)
			v.checkAt("lesson.md", i+1, closed, name+" ends")
			if query != "" {
				ok, rule := isCanonical(s, query)
				v.checkAt("lesson.md", i+1, ok, name+rule)
			}
		}
	}
}

// isCanonical reports whether a query is written as the page itself writes it: the parameters, then what the page shows,
// such as tab=log, which the build of the site checks. rule is the end of a sentence that says what is expected.
func isCanonical(s *Scenario, query string) (ok bool, rule string) {
	in, err := s.FromQuery(query)
	if err != nil {
		return false, " is legal: " + err.Error()
	}
	want := in.Query()
	for part := range strings.SplitSeq(query, "&") {
		if name, _, _ := strings.Cut(part, "="); in.Foreign(name) {
			want = strings.TrimPrefix(want+"&"+part, "&")
		}
	}
	return query == want, " is spelt as the page does: " + want
}

// markers checks that "// [1]" in the source and "# [1]" in the twin name the same places.
func (v *validation) markers(x Texts) {
	source, twin := Markers(x.Source, "// ["), Markers(x.Twin, "# [")
	v.check(len(source) > 0, v.id+".go has markers, // [1] and so on, at the lines where tasks wait")
	for _, m := range source {
		v.checkAt(v.id+".go", m.Line, hasMarker(twin, m.Name), "marker // ["+m.Name+"] has its line in "+v.id+".py, which ends with # ["+m.Name+"]")
	}
	for _, m := range twin {
		v.checkAt(v.id+".py", m.Line, hasMarker(source, m.Name), "marker # ["+m.Name+"] has its line in "+v.id+".go, which ends with // ["+m.Name+"]")
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

func hasMarker(all []Marker, name string) bool {
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
	return s != "" && s[len(s)-1] != '-'
}

// ConventionError says which rule for scenarios a scenario breaks.
type ConventionError struct {
	ID         string
	File       string // in the scenario's folder, "" when the rule is not about a line
	Line       int    // of File
	Convention string
}

func (e *ConventionError) Error() string {
	at := "scenarios/" + e.ID
	if e.File != "" {
		at += "/" + e.File + ":" + strconv.Itoa(e.Line)
	}
	return at + ": it does not hold that " + e.Convention
}
