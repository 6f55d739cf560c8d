package scenarios

import (
	"strconv"
	"strings"
)

// Bounds on what the page shows of a scenario.
const (
	MaxLesson = 250 // words
	MaxSource = 150 // lines
)

// Validate reports every convention that s breaks, nil when there is none. The suite over all scenarios
// calls it, so that a folder either is a scenario or fails a test.
func Validate(s *Scenario) []error {
	v := &validation{id: s.ID}
	v.check(isName(s.ID) && !strings.Contains(s.ID, "-"), "the id is one lower-case word")
	v.check(s.Title != "" && s.Question != "", "title and question are written")
	v.check(s.Topic.String() != "" && s.Level > 0, "the topic is one of Topics, and the level counts from 1")
	v.check(strings.Contains(s.Source, "package "+s.ID+"\n"), "Source embeds "+s.ID+".go")
	v.check(strings.Count(s.Source, "\n") <= MaxSource, s.ID+".go, which the page shows, is at most "+strconv.Itoa(MaxSource)+" lines; the rest is in other files")
	v.check(len(strings.Fields(s.Lesson)) > 20, "Lesson embeds lesson.md, which says something")
	v.check(len(strings.Fields(s.Lesson)) <= MaxLesson, "the lesson is at most "+strconv.Itoa(MaxLesson)+" words")
	v.check(strings.Contains(s.Twin, "import"), "Twin embeds "+s.ID+".py")
	v.markers(s)
	in := s.New()
	v.params(in)
	v.services(in)
	v.variants(in)
	v.claims(in)
	v.presets(in)
	v.links(s)
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
		_, err := p.Parse(p.Default.String())
		v.check(err == nil, "parameter "+p.Name+" accepts its default")
		seen[p.Name] = true
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
		v.query("preset "+strconv.Quote(p.Name), in.Scenario, p.Query)
		seen[p.Name] = true
	}
}

// links checks the lesson's links to settings: "[slower](?db=400ms)". "(?)" is the defaults.
func (v *validation) links(s *Scenario) {
	for _, tail := range strings.Split(s.Lesson, "](?")[1:] {
		query, _, closed := strings.Cut(tail, ")")
		v.check(closed, "the lesson's link to "+strconv.Quote(query)+" ends")
		if query != "" {
			v.query("the lesson's link to "+strconv.Quote(query), s, query)
		}
	}
}

// query checks that what is called by that name sets parameters, in the words that the page itself would use.
func (v *validation) query(name string, s *Scenario, query string) {
	in, err := s.FromQuery(query)
	if err != nil {
		v.check(false, name+" is legal: "+err.Error())
		return
	}
	v.check(in.Query() == query, name+" is spelt as the page does: "+in.Query())
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

// ConventionError is a rule for scenarios that one of them breaks.
type ConventionError struct{ ID, Convention string }

func (e *ConventionError) Error() string {
	return "scenarios: " + e.ID + ": it does not hold that " + e.Convention
}
