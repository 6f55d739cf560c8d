package view_test

import (
	"testing"
	"time"

	"overlap/engine"
	"overlap/scenarios/all"
	"overlap/site/view"
)

// TestMachines: each can be chosen, has a name that people read, and runs take longer on those that cost something.
func TestMachines(t *testing.T) {
	s := all.Find("fanout")
	list := view.Machines(s.New())
	if len(list) != len(engine.Profiles()) {
		t.Errorf("%d machines, not %d", len(list), len(engine.Profiles()))
	}
	var least time.Duration
	for i, m := range list {
		if m.Title == m.Name {
			t.Errorf("%s has no title", m.Name)
		}
		st, refused := view.ParseState(s, "clients=50&costs="+m.Name)
		took := view.Longest(st.Run())
		if len(refused) > 0 || i > 0 && took <= least {
			t.Errorf("%s: %v, pure %v; refused %q", m.Name, took, least, refused)
		}
		if i == 0 {
			least = took
		}
	}
}

// A scenario that was measured on a machine of its own is charged as it says until somebody chooses.
func TestMachineOfItsOwn(t *testing.T) {
	in := all.Find("echo").New()
	mustContain(t, view.Controls(in, true), `<option value="pure" selected>as it was measured for this scenario</option>`)
	mustContain(t, view.Controls(all.Find("fanout").New(), false), `<option value="pure" selected>one that costs nothing</option>`)
}
