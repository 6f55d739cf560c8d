package main

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/site/view"
)

// eachListing calls test with the listings of every scenario and the files that they show, Python first.
func eachListing(t *testing.T, test func(s *scenarios.Scenario, l listing, source string)) {
	t.Helper()
	for _, s := range all.List() {
		both, err := listings(s, view.Run(s.New(), 0))
		if err != nil {
			t.Fatal(err)
		}
		test(s, both[0], s.Texts().Twin)
		test(s, both[1], s.Texts().Source)
	}
}

// TestListingsKeepTheCode: without its tags and badges a listing is the file, as far as the first line of what is alike in all
// twins.
func TestListingsKeepTheCode(t *testing.T) {
	tag, badge := regexp.MustCompile(`<[^>]*>`), regexp.MustCompile(`((?://|#) \[\w+)\]`)
	eachListing(t, func(s *scenarios.Scenario, l listing, source string) {
		text := ""
		for _, p := range l.Parts {
			text += string(p.Before + p.Head + p.Lines)
		}
		prefix := map[string]string{"py": "# [", "go": "// ["}[l.Tab]
		text = strings.ReplaceAll(text, `<span class="marker">`, prefix)
		text = html.UnescapeString(tag.ReplaceAllString(text, ""))
		if own, _, alike := strings.Cut(source, ending); alike {
			line, _, _ := strings.Cut(source[len(own):], "\n")
			source = own + line
		}
		if want := badge.ReplaceAllString(source, "$1"); strings.TrimRight(text, "\n") != strings.TrimRight(want, "\n") {
			t.Errorf("%s: the listing says something else than the file", l.Name)
		}
	})
}

// TestListingsShowWhatAVariantRuns: of each variant a few functions are unfolded, with every line at which its tasks wait
// when the page opens, and one variant's are unfolded at first.
func TestListingsShowWhatAVariantRuns(t *testing.T) {
	eachListing(t, func(s *scenarios.Scenario, l listing, source string) {
		rs := view.Run(s.New(), 0)
		first := view.CodeVariant(rs, view.End, "")
		markers := scenarios.Markers(s.Texts().Source, "// [")
		for _, r := range rs.List {
			shown, lines := "", 0
			for _, p := range l.Parts {
				runs := strings.Contains(p.Runs, r.Variant.Name+" ")
				if runs {
					shown += string(p.Head + p.Lines)
					lines += 1 + strings.Count(string(p.Lines), "data-line=") - strings.Count(string(p.Lines), `"></span>`) // without blank ones
				}
				if r.Variant.Name == first && p.Unfolded != runs {
					t.Errorf("%s: at first a part that %s runs (%v) is open (%v)", l.Name, first, runs, p.Unfolded)
				}
			}
			if most := map[string]int{"py": 45, "go": 75}[l.Tab]; lines == 0 || lines > most {
				t.Errorf("%s: %d lines are shown of %s", l.Name, lines, r.Variant.Name)
			}
			for _, m := range seenMarkers(rs, markers)[r.Variant.Name] {
				if !strings.Contains(shown, `data-marker="`+m+`"`) {
					t.Errorf("%s: %s waits at [%s], which is folded", l.Name, r.Variant.Name, m)
				}
			}
		}
	})
}

func TestBlocks(t *testing.T) {
	const python = "\"\"\"Text.\"\"\"\nimport asyncio\n\nA, LONG_NAME = 1, 2\n\n\nclass C:\n    def __init__(self):\n        self.x = 1\n\n" +
		"    @property\n    def get(self):\n        return self.x\n\n\n# about\nasync def f():\n    a()\n\n    b()\n\n\nvariants = {\n    \"v\": f,\n}\n\n\n" + ending + ", and so on.\nimport sys\n\n\ndef parse():\n    pass\n"
	s, err := newSource("Python", "x.py", python, "# [")
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, b := range s.blocks() {
		got += strings.TrimSpace(s.text[b.head]) + " | " + strings.Join(b.names, " ") + "\n"
	}
	want := "\"\"\"Text.\"\"\" | \nA, LONG_NAME = 1, 2 | A LONG_NAME\nclass C: | C\ndef __init__(self): | __init__\ndef get(self): | get\nasync def f(): | f\nvariants = { | variants\n" + ending + ", and so on. | \n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
