package gil

import (
	"strings"
	"testing"
	"time"

	"overlap/scenarios"
)

func run(t *testing.T, query string, seed uint64) *scenarios.Results {
	t.Helper()
	in, err := Scenario.FromQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return in.RunAll(scenarios.Options{Seed: seed})
}

// The defaults lose increments with every seed that was tried, rare switches with some.
func TestLost(t *testing.T) {
	lost := map[string]int{}
	const seeds = 100
	for seed := range uint64(seeds) {
		for _, query := range []string{"", "interval=1ms", "interval=35ms"} {
			rs := run(t, query, seed)
			if rs.Of("no-lock").Value != "40 of 40" {
				lost[query]++
			}
			if l, a := rs.Of("lock").Value, rs.Of("accident").Value; l != "40 of 40" || a != l {
				t.Errorf("?%s with seed %d: %s with a lock, %s by accident", query, seed, l, a)
			}
		}
	}
	if lost[""] < seeds*9/10 || lost["interval=1ms"] < seeds*9/10 || lost["interval=35ms"] == 0 || lost["interval=35ms"] == seeds {
		t.Errorf("runs of %d that lose increments: %v", seeds, lost)
	}
}

func TestSwitchesAreCounted(t *testing.T) {
	rs := run(t, "", 0)
	for name, want := range map[string]string{"no-lock": "24 times", "lock": "45 times", "accident": "24 times"} {
		logs := rs.Of(name).Summary().Logs
		if !strings.HasSuffix(logs[len(logs)-1].Text, want) || rs.Of(name).Total != 160*time.Millisecond {
			t.Errorf("%s: %v after %v, want %s", name, logs, rs.Of(name).Total, want)
		}
	}
}

// A mark stands for each write over what others had counted.
func TestOverwritingIsMarked(t *testing.T) {
	rs := run(t, "", 0)
	for _, r := range rs.List {
		over := 0
		for _, m := range r.Summary().Marks {
			if strings.Contains(m.Text, " over ") {
				over++
			}
		}
		if (over > 0) != (r.Variant.Name == "no-lock") {
			t.Errorf("%s: %d marks", r.Variant.Name, over)
		}
	}
}
