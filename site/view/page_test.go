package view_test

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"overlap/internal/golden"
	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/site/view"
)

// goldenScenarios are the scenarios whose fragments are goldens. Together they show every element, attribute and class that
// fragments of any scenario have: sample has every kind of parameter and result, gil threads and the lock that they
// pass on, deadlock tasks that wait for ever, hello and wait the other tones of a headline, timeouts as many variants as there are lines.
func goldenScenarios() []*scenarios.Scenario {
	return []*scenarios.Scenario{sample, all.Find("gil"), all.Find("deadlock"), all.Find("hello"), all.Find("wait"), all.Find("timeouts")}
}

func TestControlsGolden(t *testing.T) {
	for _, s := range goldenScenarios() {
		golden.Equal(t, s.ID+"/controls.html", readable(view.Controls(s.New(), false)))
	}
}

func TestPanelsGolden(t *testing.T) {
	for _, s := range goldenScenarios() {
		golden.Equal(t, s.ID+"/panels.html", readable(panels(s)))
	}
}

// panels returns what stands around the chart at an instant in the middle of a run.
func panels(s *scenarios.Scenario) string {
	rs := view.Run(s.New(), 0)
	return strings.Join([]string{view.Score(rs), view.Transport(rs), view.Tabs(view.TabList()), view.Loop(rs, 100*ms), view.Log(rs, view.Picture{}, 100*ms)}, "\n\n")
}

// readable puts every tag on a line, so that a difference can be read.
func readable(fragment string) []byte {
	return []byte(strings.ReplaceAll(fragment, "><", ">\n<") + "\n")
}

// A feature that no golden shows is one that nobody has looked at.
func TestGoldensShowEveryFeature(t *testing.T) {
	shown := map[string]bool{}
	for _, s := range goldenScenarios() {
		for _, f := range features(view.Controls(s.New(), false) + panels(s)) {
			shown[f] = true
		}
	}
	for _, s := range all.List() {
		for _, f := range features(view.Controls(s.New(), false) + panels(s)) {
			if !shown[f] {
				t.Errorf("%s has %s in its fragments, and none of the goldens: add it to sample, or the scenario to pictured", s.ID, f)
				shown[f] = true
			}
		}
	}
}

// features returns the elements, attributes and classes of a fragment, as selectors.
func features(fragment string) (all []string) {
	attribute := regexp.MustCompile(`\s([a-z-]+)(?:="([^"]*)")?`)
	for _, tag := range regexp.MustCompile(`<([a-z0-9]+)([^>]*)>`).FindAllStringSubmatch(fragment, -1) {
		all = append(all, tag[1])
		for _, a := range attribute.FindAllStringSubmatch(tag[2], -1) {
			all = append(all, tag[1]+"["+a[1]+"]")
			switch a[1] {
			case "class":
				for _, class := range strings.Fields(a[2]) {
					all = append(all, "."+class)
				}
			case "role", "type", "data-action":
				all = append(all, "["+a[1]+"="+a[2]+"]")
			}
		}
	}
	return all
}

// The policy of the site refuses styles and scripts within a page.
func TestNothingThatThePolicyRefuses(t *testing.T) {
	refused := regexp.MustCompile(`(?i)<script|<style|<[^>]*\s(style|on[a-z]+)=|javascript:`)
	for _, s := range everyScenario() {
		if found := refused.FindString(wholePage(s)); found != "" {
			t.Errorf("%s: %q", s.ID, found)
		}
	}
}

// Every element that is opened is closed, in its turn; those of HTML that hold nothing are not.
func TestElementsAreClosed(t *testing.T) {
	empty := map[string]bool{"br": true, "hr": true, "img": true, "input": true, "wbr": true}
	for _, s := range everyScenario() {
		var open []string
		for _, tag := range regexp.MustCompile(`<(/?)([a-z0-9]+)[^>]*?(/?)>`).FindAllStringSubmatch(wholePage(s), -1) {
			switch {
			case tag[1] == "" && tag[3] == "" && !empty[tag[2]]:
				open = append(open, tag[2])
			case tag[1] == "/" && (len(open) == 0 || open[len(open)-1] != tag[2]):
				t.Fatalf("%s: </%s> closes none of %q", s.ID, tag[2], open)
			case tag[1] == "/":
				open = open[:len(open)-1]
			}
		}
		if len(open) > 0 {
			t.Errorf("%s: %q are not closed", s.ID, open)
		}
	}
}

// A parameter has one control, with its label, its help and a place for what was wrong with a value.
func TestEveryParameterHasAControl(t *testing.T) {
	for _, s := range everyScenario() {
		in := s.New()
		controls := strings.Split(view.Controls(in, true), ` data-param="`)[1:]
		want := len(in.Params())
		if len(in.Services()) > 0 { // what goes wrong with them
			want++
		}
		if len(controls) != want {
			t.Fatalf("%s: %d controls for %d parameters and faults", s.ID, len(controls), want)
		}
		for i, p := range in.Params() {
			mustContain(t, controls[i], p.Name+`"`, html.EscapeString(p.Label)+"</",
				`<p class="help" id="h-`+p.Name+`">`+html.EscapeString(p.Help)+"</p>", `<p class="error" id="e-`+p.Name+`"`)
		}
	}
}

// Every reference between elements leads somewhere, and every id is there once.
func TestReferences(t *testing.T) {
	ids := regexp.MustCompile(`\sid="([^"]*)"`)
	references := regexp.MustCompile(`\s(?:for|aria-describedby|aria-controls|aria-labelledby)="([^"]*)"`)
	for _, s := range everyScenario() {
		page := wholePage(s)
		there := map[string]bool{}
		for _, m := range ids.FindAllStringSubmatch(page, -1) {
			if there[m[1]] {
				t.Errorf("%s: id %q is there twice", s.ID, m[1])
			}
			there[m[1]] = true
		}
		for _, m := range references.FindAllStringSubmatch(page, -1) {
			for _, id := range strings.Fields(m[1]) {
				if !there[id] {
					t.Errorf("%s: %q leads to no element", s.ID, id)
				}
			}
		}
	}
}

// A field that has no label of its own says what it is, to those who do not see what is beside it.
func TestEveryControlIsNamed(t *testing.T) {
	for _, s := range everyScenario() {
		page := wholePage(s)
		for _, tag := range regexp.MustCompile(`<(?:input|select|button)[^>]*>[^<]*`).FindAllString(page, -1) {
			id := regexp.MustCompile(`\sid="([^"]*)"`).FindStringSubmatch(tag)
			labelled := len(id) > 0 && strings.Contains(page, `for="`+id[1]+`"`)
			text := strings.TrimSpace(tag[strings.IndexByte(tag, '>')+1:])
			inLabel := strings.Contains(page, "<label>"+tag) || regexp.MustCompile(`<label[^>]*>(<span[^>]*>[^<]*</span>)?`+regexp.QuoteMeta(tag)).MatchString(page)
			if !labelled && !inLabel && text == "" && !strings.Contains(tag, "aria-label=") {
				t.Errorf("%s: %s has no name", s.ID, tag)
			}
		}
	}
}

func TestBeforeTheProgramRuns(t *testing.T) {
	for _, s := range everyScenario() {
		page := wholePage(s)
		for _, m := range regexp.MustCompile(`<fieldset[^>]*>`).FindAllString(page, -1) {
			if !strings.Contains(m, " disabled") {
				t.Errorf("%s: %s works without the program", s.ID, m)
			}
		}
		if n := strings.Count(page, `role="tabpanel"`); strings.Count(page, `tabindex="0" hidden>`) != n-1 {
			t.Errorf("%s: not all panels but one are hidden", s.ID)
		}
	}
}

// Whoever runs into luck can ask for other luck.
func TestSeedIsSeenWhereItMatters(t *testing.T) {
	for id, random := range map[string]bool{"gil": true, "breaker": true, "hello": false, "fanout": false} {
		if got := view.Run(all.Find(id).New(), 0).Random(); got != random {
			t.Errorf("%s draws random numbers: %v, want %v", id, got, random)
		}
	}
	mustContain(t, view.Controls(sample.New(), true), `id="seed">`)
	mustContain(t, view.Controls(sample.New(), false), `id="seed" hidden>`)
}
