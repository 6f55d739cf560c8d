package all

import (
	"cmp"
	"flag"
	"slices"
	"testing"

	"overlap/engine/trace/tracetest"
	"overlap/internal/golden"
	"overlap/scenarios"
)

// One suite for every scenario there is: a new folder is held to all of it without a line here. It runs
// natively and, with the same goldens, under GOOS=js: passing both is the proof that both make the same
// traces, byte for byte.

func TestMain(m *testing.M) {
	// Tests that run in parallel here wait, for timers and sockets: processors do not bound them.
	flag.Set("test.parallel", "24")
	golden.Main(m, "../*")
}

// each runs a test for every scenario.
func each(t *testing.T, test func(*testing.T, *scenarios.Scenario)) {
	t.Helper()
	for _, s := range List() {
		t.Run(s.ID, func(t *testing.T) { test(t, s) })
	}
}

// model runs every variant in the model and holds the traces to the rules of traces.
func model(t *testing.T, in *scenarios.Instance, seed uint64) *scenarios.Results {
	t.Helper()
	rs := in.RunAll(scenarios.Options{Seed: seed})
	valid(t, rs.List...)
	return rs
}

func valid(t *testing.T, results ...*scenarios.Result) {
	t.Helper()
	for _, r := range results {
		if err := tracetest.Validate(r.Trace); err != nil {
			t.Errorf("%s: %v", r.Variant.Name, err)
		}
	}
}

func TestListIsOrderedAndDistinct(t *testing.T) {
	list := List()
	if len(list) < 2 {
		t.Fatalf("there are %d scenarios", len(list))
	}
	if !slices.IsSortedFunc(list, func(a, b *scenarios.Scenario) int {
		return cmp.Or(cmp.Compare(a.Topic, b.Topic), cmp.Compare(a.Level, b.Level), cmp.Compare(a.ID, b.ID))
	}) {
		t.Error("the list is not by topic, level and ID")
	}
	for _, s := range list {
		if Find(s.ID) != s {
			t.Errorf("Find(%q) finds another", s.ID)
		}
	}
	if Find("no-such-scenario") != nil {
		t.Error("Find finds what is not there")
	}
}

// At its defaults a scenario must go well, or fail where that is the lesson: it is what the reader meets first.
func TestDefaultsEndAsDeclared(t *testing.T) {
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		for _, r := range model(t, s.New(), 0).List {
			if failed := r.Err != nil; failed != r.Variant.Fails || !failed && r.Value == "" {
				t.Errorf("%s: result %q, error %v, declared to fail: %v", r.Variant.Name, r.Value, r.Err, r.Variant.Fails)
			}
		}
	})
}
