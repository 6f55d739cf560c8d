package view_test

import (
	"strings"
	"testing"

	"overlap/scenarios/all"
	"overlap/site/view"
)

// What is pinned stands in the address, whatever else that says.
func TestPinInAddress(t *testing.T) {
	for query, want := range map[string]string{
		"pin=defaults": "pin=defaults", "pin=": "pin=defaults", "db=400ms&pin=db=1s%26seed=2": "db=400ms&pin=db=1s%26seed=2",
		"pin=at=1s%26tab=log%26db=1s%26pin=defaults": "pin=db=1s", "pin=db=soon": "", "pin=dp=1s": "",
	} {
		st, refused := view.ParseState(all.Find("fanout"), query)
		if got := st.Query(); got != want || (want == "") != (len(refused) == 1) {
			t.Errorf("%s: %s, refused %q", query, got, refused)
		}
	}
}

// A run is compared with the run that was pinned, once that is known.
func TestCompared(t *testing.T) {
	st, _ := view.ParseState(all.Find("fanout"), "db=400ms&seed=7&pin=defaults")
	batch := st.PinnedBatch(view.Pinned{})
	if batch == nil {
		t.Fatal("the pinned run of a link is not made")
	}
	pinned := st.Keep(batch.Finish())
	if st.PinnedBatch(pinned) != nil {
		t.Error("the pinned run is made again")
	}
	text := view.Compared(st, pinned, st.Run())
	mustContain(t, text, "Database latency 250 ms → 400 ms, seed 0 → 7")
	mustContain(t, text, "<b>Concurrent</b> 310 ms → 460 ms, 1.48× slower")
	if alone := view.Compared(st.WithPin(true), pinned, st.Run()); strings.Contains(alone, "<li>") {
		t.Errorf("a run is compared with itself: %s", alone)
	}
	if off := view.Compared(st.WithPin(false), pinned, st.Run()); off != "" {
		t.Errorf("a run is compared with none: %s", off)
	}
}
