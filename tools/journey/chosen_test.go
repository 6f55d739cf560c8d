package journey

import (
	"testing"

	"overlap/engine/trace/summary"
	"overlap/scenarios"
	"overlap/scenarios/all"
)

// representative returns the scenarios that the thorough parts use: what every page has in common is tested on a few of
// them, which together show all that a scenario can show. Which they are follows from the scenarios: always the one
// that shows most of what is missing, of several the one with the shortest trace.
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

// featuresOf returns what a scenario shows that others may not, and the length of its traces.
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
