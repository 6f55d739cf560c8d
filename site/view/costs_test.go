package view_test

import (
	"strings"
	"testing"
	"time"

	"overlap/engine"
	"overlap/scenarios/all"
	"overlap/site/view"
)

// TestComputers: each can be chosen, has a name that people read, and runs take longer on those that cost something.
func TestComputers(t *testing.T) {
	s := all.Find("fanout")
	var least time.Duration
	for i, c := range engine.Profiles() {
		mustContain(t, view.Controls(s.New(), false), `<option value="`+c.Name+`"`, ">"+c.Title+"</option>")
		st, refused := view.ParseState(s, "clients=50&costs="+c.Name)
		took := view.Longest(st.Run())
		if len(refused) > 0 || c.Title == "" || i > 0 && took <= least {
			t.Errorf("%s, %q: %v, pure %v; refused %q", c.Name, c.Title, took, least, refused)
		}
		if i == 0 {
			least = took
		}
	}
}

// A scenario that was measured has one choice of a computer, its own; addresses may call it costs, too.
func TestComputerOfItsOwn(t *testing.T) {
	s := all.Find("echo")
	got := view.Controls(s.New(), false)
	mustContain(t, got, `<option value="cpython-3.11" selected>CPython 3.11, measured</option>`, `<option value="ideal">Costs nothing</option>`, ">Go 1.26, measured</option>")
	if strings.Contains(got, `id="costs"`) || strings.Count(got, ">Computer</label>") != 1 {
		t.Error("there are two choices of a computer")
	}
	for query, want := range map[string]string{"costs=go": "machine=go", "machine=ideal": "machine=ideal", "machine=cpython-3.11": "", "costs=pure": ""} {
		if st, refused := view.ParseState(s, query); len(refused) > 0 || st.Settings() != want {
			t.Errorf("?%s is %q, want %q; refused %q", query, st.Settings(), want, refused)
		}
	}
}
