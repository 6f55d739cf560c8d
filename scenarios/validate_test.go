package scenarios_test

import (
	"strings"
	"testing"

	"overlap/engine"
	"overlap/scenarios"
)

func TestValidateAcceptsTiny(t *testing.T) {
	for _, err := range scenarios.Validate(newTiny()) {
		t.Error(err)
	}
}

// broken is one way to break a convention, and what Validate should say of it.
type broken struct {
	want     string
	breaking func(*scenarios.Scenario)
}

// Every convention is broken once, so that none of the checks is asleep.
func TestValidateFindsEachBrokenConvention(t *testing.T) {
	for _, c := range append(brokenTexts(), brokenDeclarations()...) {
		s := newTiny()
		c.breaking(s)
		if !mentions(scenarios.Validate(s), c.want) {
			t.Errorf("Validate does not say %q: %v", c.want, scenarios.Validate(s))
		}
	}
}

func brokenTexts() []broken {
	return []broken{
		{"the id is one lower-case word", func(s *scenarios.Scenario) { s.ID = "Tiny" }},
		{"the id is one lower-case word", func(s *scenarios.Scenario) { s.ID = "ti-ny" }},
		{"title and question", func(s *scenarios.Scenario) { s.Title = "" }},
		{"title and question", func(s *scenarios.Scenario) { s.Question = "" }},
		{"the topic is one", func(s *scenarios.Scenario) { s.Topic = 99 }},
		{"the topic is one", func(s *scenarios.Scenario) { s.Topic = 0 }},
		{"the level counts from 1", func(s *scenarios.Scenario) { s.Level = 0 }},
		{"Source embeds tiny.go", func(s *scenarios.Scenario) { s.Source = "package other\n// [1]\n" }},
		{"at most 150 lines", func(s *scenarios.Scenario) { s.Source += strings.Repeat("\n", 150) }},
		{"Lesson embeds", func(s *scenarios.Scenario) { s.Lesson = "short" }},
		{"at most 250 words", func(s *scenarios.Scenario) { s.Lesson = strings.Repeat("word ", 251) }},
		{"Twin embeds tiny.py", func(s *scenarios.Scenario) { s.Twin = "" }},
		{"the source has markers", func(s *scenarios.Scenario) { s.Source = "package tiny\n" }},
		{"marker [2] of the source", func(s *scenarios.Scenario) { s.Source += "// [2]\n" }},
		{"marker [2] of the twin", func(s *scenarios.Scenario) { s.Twin += "# [2]\n" }},
		{`link to "n=0"`, func(s *scenarios.Scenario) { s.Lesson += "[x](?n=0)" }},
		{`link to "n=1" ends`, func(s *scenarios.Scenario) { s.Lesson += "[x](?n=1" }},
		{"is spelt as the page does: pause=1s", func(s *scenarios.Scenario) { s.Lesson += "[x](?pause=1000ms)" }},
		{"two variants or more", func(s *scenarios.Scenario) { s.Declare = func(*scenarios.Declaration) {} }},
		{"a claim that holds always", func(s *scenarios.Scenario) { s.Declare = func(*scenarios.Declaration) {} }},
	}
}

func brokenDeclarations() []broken {
	return []broken{
		{"parameter n has a name of its own", number("n", "N", 1)},
		{"parameter seed has a name of its own", number("seed", "Seed", 1)},
		{"parameter a-b- has a name", number("a-b-", "A", 1)},
		{"parameter 2a has a name", number("2a", "A", 1)},
		{"parameter x has a label", number("x", "", 1)},
		{"parameter x accepts its default", number("x", "X", 3)},
		{"variant slow has a name of its own", variant("slow", "Again")},
		{"variant x has a name of its own and a title", variant("x", "")},
		{"Compare names two variants", declare(func(d *scenarios.Declaration) { d.Compare("slow") })},
		{"every claim is a sentence", declare(func(d *scenarios.Declaration) { d.Sometimes("", nil) })},
		{"service taken has a name of its own", service("taken", 9001)},
		{"service taken has a port of its own", service("other", 9000)},
		{"service low has a port of its own", service("low", 80)},
		{`preset "Often" has a name of its own`, preset("Often", "n=2")},
		{`preset "" has a name`, preset("", "n=2")},
		{`preset "Wrong" is legal: n: "x" is not allowed`, preset("Wrong", "n=x")},
		{`preset "Broken" is legal: scenarios: % without`, preset("Broken", "n=%")},
		{`preset "Same" is spelt`, preset("Same", "n=3")},
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
	errs := scenarios.Validate(s)
	if len(errs) != 1 || errs[0].Error() != "scenarios: tiny: it does not hold that title and question are written" {
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
		return scenarios.Held{Claim: scenarios.Claim{Quantifier: q}, Held: n, Of: 3}.OK()
	}
	if !held(scenarios.Always, 3) || held(scenarios.Always, 2) || !held(scenarios.Sometimes, 1) || held(scenarios.Sometimes, 0) {
		t.Error("always means each run, sometimes at least one")
	}
	if got := scenarios.Chance.String() + " " + scenarios.Mean.String() + scenarios.Quantifier(9).String(); got != "chance mean" {
		t.Errorf("quantifiers are called %q", got)
	}
}
