package scenarios_test

import (
	"slices"
	"strings"
	"testing"

	"overlap/engine"
	"overlap/scenarios"
)

func TestValidateAcceptsTiny(t *testing.T) {
	for _, err := range scenarios.Validate(newTiny(), tinyTexts()) {
		t.Error(err)
	}
}

// broken is one way to break a convention, and what Validate should say of it.
type broken struct {
	want      string
	breaking  func(*scenarios.Scenario)
	rewriting func(*scenarios.Texts) // instead of breaking
}

// Every convention is broken once, so that every check is seen to work.
func TestValidateFindsEachBrokenConvention(t *testing.T) {
	for _, c := range slices.Concat(brokenHeads(), brokenTexts(), brokenDeclarations()) {
		s, x := newTiny(), tinyTexts()
		if c.breaking != nil {
			c.breaking(s)
		} else {
			c.rewriting(&x)
		}
		if got := scenarios.Validate(s, x); !mentions(got, c.want) {
			t.Errorf("Validate does not say %q: %v", c.want, got)
		}
	}
}

func brokenHeads() []broken {
	return []broken{
		{want: "the id is one lower-case word", breaking: func(s *scenarios.Scenario) { s.ID = "Tiny" }},
		{want: "the id is one lower-case word", breaking: func(s *scenarios.Scenario) { s.ID = "ti-ny" }},
		{want: "title and question", breaking: func(s *scenarios.Scenario) { s.Title = "" }},
		{want: "title and question", breaking: func(s *scenarios.Scenario) { s.Question = "" }},
		{want: "the topic is one", breaking: func(s *scenarios.Scenario) { s.Topic = 99 }},
		{want: "the topic is one", breaking: func(s *scenarios.Scenario) { s.Topic = 0 }},
		{want: "the level counts from 1", breaking: func(s *scenarios.Scenario) { s.Level = 0 }},
		{want: "two variants or more", breaking: func(s *scenarios.Scenario) { s.Declare = func(*scenarios.Declaration) {} }},
		{want: "a claim that holds always", breaking: func(s *scenarios.Scenario) { s.Declare = func(*scenarios.Declaration) {} }},
	}
}

func brokenTexts() []broken {
	return []broken{
		{want: "tiny.go begins with package tiny", rewriting: func(x *scenarios.Texts) { x.Source = "package other\n// [1]\n" }},
		{want: "at most 150 lines", rewriting: func(x *scenarios.Texts) { x.Source += strings.Repeat("\n", 150) }},
		{want: "an answer in lesson.md is at most 45 words", rewriting: func(x *scenarios.Texts) { x.Lesson += "\n  > " + strings.Repeat("word ", 46) }},
		{want: "lesson.md says something", rewriting: func(x *scenarios.Texts) { x.Lesson = "short" }},
		{want: "at most 250 words: it has 251", rewriting: func(x *scenarios.Texts) { x.Lesson = strings.Repeat("word ", 251) }},
		{want: "tiny.py is a Python program", rewriting: func(x *scenarios.Texts) { x.Twin = "" }},
		{want: "tiny.go has markers", rewriting: func(x *scenarios.Texts) { x.Source = "package tiny\n" }},
		{want: "scenarios/tiny/tiny.go:3: it does not hold that marker // [2] has its line in tiny.py", rewriting: func(x *scenarios.Texts) { x.Source += "// [2]\n" }},
		{want: "scenarios/tiny/tiny.py:2: it does not hold that marker # [2] has its line in tiny.go", rewriting: func(x *scenarios.Texts) { x.Twin += "# [2]\n" }},
		{want: `scenarios/tiny/lesson.md:2: it does not hold that the link to "n=0" is legal`, rewriting: func(x *scenarios.Texts) { x.Lesson += "\n[x](?n=0)" }},
		{want: `link to "n=1" ends`, rewriting: func(x *scenarios.Texts) { x.Lesson += "[x](?n=1" }},
		{want: "is spelt as the page does: pause=1s", rewriting: func(x *scenarios.Texts) { x.Lesson += "[x](?pause=1000ms)" }},
		{want: "is spelt as the page does: n=1&tab=log", rewriting: func(x *scenarios.Texts) { x.Lesson += "[x](?tab=log&n=1)" }},
	}
}

func brokenDeclarations() []broken {
	return []broken{
		{want: "parameter n has a name of its own", breaking: number("n", "N", 1)},
		{want: "parameter seed has a name of its own", breaking: number("seed", "Seed", 1)},
		{want: "parameter a-b- has a name", breaking: number("a-b-", "A", 1)},
		{want: "parameter 2a has a name", breaking: number("2a", "A", 1)},
		{want: "former name of parameter n is no parameter's", breaking: declare(func(d *scenarios.Declaration) { d.Formerly("n", "rate") })},
		{want: "former name of parameter n is no parameter's", breaking: declare(func(d *scenarios.Declaration) { d.Formerly("n", "N") })},
		{want: "parameter x has a label", breaking: number("x", "", 1)},
		{want: "parameter x accepts its default", breaking: number("x", "X", 3)},
		{want: "variant slow has a name of its own", breaking: variant("slow", "Again")},
		{want: "variant x has a name of its own and a title", breaking: variant("x", "")},
		{want: "Compare names two variants", breaking: declare(func(d *scenarios.Declaration) { d.Compare("slow") })},
		{want: "every claim is a sentence", breaking: declare(func(d *scenarios.Declaration) { d.Sometimes("", nil) })},
		{want: "service taken has a name of its own", breaking: service("taken", 9001)},
		{want: "service taken has a port of its own", breaking: service("other", 9000)},
		{want: "service low has a port of its own", breaking: service("low", 80)},
		{want: `preset "Often" has a name of its own`, breaking: preset("Often", "n=2")},
		{want: `preset "" has a name`, breaking: preset("", "n=2")},
		{want: `preset "Wrong" is legal: n: "x" is not allowed`, breaking: preset("Wrong", "n=x")},
		{want: `preset "Broken" is legal: % without`, breaking: preset("Broken", "n=%")},
		{want: `preset "Same" is spelt`, breaking: preset("Same", "n=3")},
	}
}

// declare adds to what tiny declares.
func declare(more func(*scenarios.Declaration)) func(*scenarios.Scenario) {
	return func(s *scenarios.Scenario) {
		was := s.Declare
		s.Declare = func(d *scenarios.Declaration) { was(d); more(d) }
	}
}

func number(name, label string, value int) func(*scenarios.Scenario) {
	return declare(func(d *scenarios.Declaration) {
		d.Int(new(int), name, value, scenarios.Between(1, 2), label, "help")
	})
}

func variant(name, title string) func(*scenarios.Scenario) {
	return declare(func(d *scenarios.Declaration) {
		d.Variant(name, title, func(*engine.Task) (string, error) { return "", nil })
	})
}

func service(name string, port int) func(*scenarios.Scenario) {
	return declare(func(d *scenarios.Declaration) {
		d.Service(name, port, nil)
		d.Service("taken", 9000, nil)
	})
}

func preset(name, query string) func(*scenarios.Scenario) {
	return declare(func(d *scenarios.Declaration) { d.Preset(name, query) })
}

func mentions(errs []error, text string) bool {
	for _, err := range errs {
		if strings.Contains(err.Error(), text) {
			return true
		}
	}
	return false
}

func TestConventionErrorNamesTheScenario(t *testing.T) {
	s := newTiny()
	s.Title = ""
	errs := scenarios.Validate(s, tinyTexts())
	if len(errs) != 1 || errs[0].Error() != "scenarios/tiny: it does not hold that title and question are written" {
		t.Errorf("got %v", errs)
	}
}

func TestMarkers(t *testing.T) {
	got := scenarios.Markers("a // [1]\nb\nc // [two] // [3]\n// [", "// [")
	want := []scenarios.Marker{{Name: "1", Line: 1}, {Name: "two", Line: 3}}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTopics(t *testing.T) {
	all := scenarios.Topics()
	if len(all) != 6 || all[0] != scenarios.FirstSteps || all[0].String() != "First steps" {
		t.Errorf("topics are %v", all)
	}
	if s := scenarios.Topic(0).String() + scenarios.Topic(77).String(); s != "" {
		t.Errorf("no topic is called %q", s)
	}
}

func TestQuantifiers(t *testing.T) {
	held := func(q scenarios.Quantifier, n int) bool {
		return scenarios.ClaimTally{Claim: scenarios.Claim{Quantifier: q}, Held: n, Of: 3}.OK()
	}
	if !held(scenarios.Always, 3) || held(scenarios.Always, 2) || !held(scenarios.Sometimes, 1) || held(scenarios.Sometimes, 0) {
		t.Error("always means each run, sometimes at least one")
	}
	if got := scenarios.Chance.String() + " " + scenarios.Mean.String() + scenarios.Quantifier(9).String(); got != "chance mean" {
		t.Errorf("quantifiers are called %q", got)
	}
}
