package view_test

import (
	"strings"
	"testing"
	"time"

	"overlap/scenarios/all"
	"overlap/site/view"
)

// What is chosen begins within the run that the reader sees and is over before its end, and is the choice that the list shows.
func TestChosenFaults(t *testing.T) {
	for option, want := range map[string]string{
		"db:stall": "db:stall@200ms..800ms", "db:kill": "db:kill@200ms..800ms", "db:reset": "db:reset@200ms",
		"db:refuse": "db:refuse", "db:slow:3x": "db:slow:3x", "db:drop:20%": "db:drop:20%", "": "",
	} {
		got := view.ChosenFault(option, 1120*ms)
		in := all.Find("fanout").New()
		if err := in.SetFaults(got); err != nil || got != want || view.FaultChoice(in) != option {
			t.Errorf("%q is %q and shown as %q, want %q (%v)", option, got, view.FaultChoice(in), want, err)
		}
	}
	for _, total := range []time.Duration{0, 1, ms, 4 * ms, 59 * time.Second, time.Hour} {
		if err := all.Find("fanout").New().SetFaults(view.ChosenFault("db:stall", total)); err != nil {
			t.Errorf("in a run of %v: %v", total, err)
		}
	}
}

// What goes wrong is a setting: of the address, of what is saved, of files' names, of paper and of what differs from a pinned run.
func TestFaultsAreSettings(t *testing.T) {
	st, refused := view.ParseState(all.Find("fanout"), "db=400ms&fault=db:drop:5%25,api:kill@1s&seed=3")
	if len(refused) > 0 || st.Settings() != "db=400ms&fault=db:drop:5%25,api:kill%401s&seed=3" {
		t.Errorf("the settings are %q, refused was %q", st.Settings(), refused)
	}
	if name := view.FileName(st, "svg"); !strings.Contains(name, "fault=db-drop-5-,api-kill-1s") {
		t.Errorf("the file is called %s", name)
	}
	mustContain(t, view.Paper(st, true), "What goes wrong", "db:drop:5%,api:kill@1s")
	if rs := st.Run(); rs.List[0].Err == nil {
		t.Error("the faults are not in the run")
	}
	st, refused = view.ParseState(all.Find("fanout"), "db=400ms&fault=db:drop")
	if len(refused) != 1 || !strings.Contains(refused[0], "drop needs a share") || st.Settings() != "db=400ms" {
		t.Errorf("the settings are %q, refused was %q", st.Settings(), refused)
	}
}

// What a query needs is known before it is read, however it is written: the page lacks the code of faults until then.
func TestSetsFaults(t *testing.T) {
	for query, rest := range map[string]string{
		"?fault=db:kill":                  "",
		"db=400ms&f%61ult=db:kill&seed=3": "db=400ms&seed=3",
		"pin=db=1s%26fault=db:kill":       "",
		"%&fault=db:kill":                 "%",
		"db=400ms&fault=&pin=defaults":    "db=400ms&fault=&pin=defaults",
		"title=fault=db:kill":             "title=fault=db:kill",
		"":                                "",
	} {
		if got := view.WithoutFaults(query); got != rest || view.SetsFaults(query) != (rest != query) || view.SetsFaults(rest) {
			t.Errorf("%s without faults is %q, want %q", query, got, rest)
		}
	}
}
