package journey

import (
	"testing"

	"overlap/engine/trace/summary"
	"overlap/scenarios"
	"overlap/scenarios/all"
)

// representative returns a few scenarios that together have all features of scenarios, for the parts that are too slow for
// every scenario. It adds the scenario with most features that are still missing, of several the one with the shortest
// trace, until none is missing.
func representative(t *testing.T) (few []*scenarios.Scenario) {
	t.Helper()
	shown := map[string]bool{}
	for {
		var best *scenarios.Scenario
		most, least := 0, 0
		for _, s := range all.List() {
			features, records := featuresOf(s)
			news := 0
			for f := range features {
				if !shown[f] {
					news++
				}
			}
			if news > most || news == most && news > 0 && records < least {
				best, most, least = s, news, records
			}
		}
		if best == nil {
			return few
		}
		t.Log("chosen:", best.ID)
		few = append(few, best)
		features, _ := featuresOf(best)
		for f := range features {
			shown[f] = true
		}
	}
}

// featuresOf returns the features of a scenario that other scenarios may lack, and the length of its traces.
func featuresOf(s *scenarios.Scenario) (features map[string]bool, records int) {
	features = map[string]bool{}
	in := s.New()
	for _, p := range in.Params() {
		features["control "+string(rune('0'+p.Kind))] = true
	}
	features["services"] = len(in.Services()) > 0
	features["three variants"] = len(in.Variants()) > 2
	for _, r := range in.RunAll(scenarios.Options{}).List {
		records += r.Trace.Len()
		features["failure"] = features["failure"] || r.Err != nil
		sum := r.Summary()
		features["marks"] = features["marks"] || len(sum.Marks) > 0
		features["gauges"] = features["gauges"] || len(sum.Gauges) > 0
		features["interpreter lock"] = features["interpreter lock"] || len(sum.Holds) > 0
		for _, task := range sum.Tasks {
			features["thread"] = features["thread"] || task.Thread
			features["cancelled"] = features["cancelled"] || task.Outcome == summary.Cancelled
		}
	}
	for f, has := range features {
		if !has {
			delete(features, f)
		}
	}
	return features, records
}
