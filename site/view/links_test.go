package view_test

import (
	"os"
	"strings"
	"testing"

	"overlap/scenarios/all"
	"overlap/site/view"
)

// TestPublishedLinks opens every link that was ever published: nothing in it is refused, and it says the same again.
func TestPublishedLinks(t *testing.T) {
	text, err := os.ReadFile("testdata/links.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		id, query, is := strings.Cut(strings.TrimSpace(line), " ")
		if !is || id == "#" {
			continue
		}
		s := all.Find(id)
		if s == nil {
			t.Errorf("%s: there is no such scenario", line)
			continue
		}
		st, refused := view.ParseState(s, query)
		if len(refused) > 0 {
			t.Errorf("%s: %v", line, refused)
		}
		if again, _ := view.ParseState(s, st.Query()); again.Query() != st.Query() {
			t.Errorf("%s: %s becomes %s", line, st.Query(), again.Query())
		}
	}
}

// TestEmbedSettings refuses what is not allowed, with what is.
func TestEmbedSettings(t *testing.T) {
	for query, want := range map[string]string{
		"controls=db,nothing":               "one of main, none, all, seed, machine, fault, presets, cache, db",
		"tabs=code,x":                       "one of none, all, code, py",
		"theme=pink":                        "one of auto, light, dark",
		"links=maybe":                       "one of yes, no",
		"loop=1":                            "one of no, yes",
		"from=3":                            "a time of the run",
		"to=0s":                             "a time of the run after from",
		"theme=light,dark":                  "one of auto, light, dark",
		"title=" + strings.Repeat("a", 201): "at most 200 bytes",
	} {
		_, refused := view.ParseState(all.Find("fanout"), query)
		if len(refused) != 1 || !strings.Contains(refused[0], want) {
			t.Errorf("%s: %q, want a refusal with %q", query, refused, want)
		}
	}
	if st, refused := view.ParseState(all.Find("fanout"), "controls=fault,db"); len(refused) > 0 || st.Query() != "controls=fault,db" {
		t.Errorf("the control of faults: %q, refused %q", st.Query(), refused)
	}
	if _, refused := view.ParseState(all.Find("race"), "controls=fault"); len(refused) != 1 || strings.Contains(refused[0], "machine, fault") {
		t.Errorf("the control of faults where no service could fail: refused %q", refused)
	}
}
