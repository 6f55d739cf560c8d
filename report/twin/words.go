package twin

import (
	"overlap/quantity"
	"overlap/report"
	"overlap/scenarios"
)

// Compared is the run of a twin beside the model's: each variant of both, the model's first.
type Compared struct {
	Runs  []scenarios.Recorded
	Words []string // how they differ, a sentence for each variant
}

// Compare puts parts of a twin's run beside the results of the model. file is the twin's.
func Compare(model *scenarios.Results, parts []Part, file string) (c Compared) {
	var theirs, own []scenarios.Recorded
	var titles []string // of the variants
	for _, p := range parts {
		r := model.Ran(p.Variant)
		if r == nil {
			continue
		}
		title := r.Variant.Title
		titles = append(titles, title)
		theirs = append(theirs, scenarios.Recorded{Title: title + ": the model", File: model.Scenario.ID + ".go", Trace: r.Trace, Err: r.Err})
		own = append(own, scenarios.Recorded{Title: title + ": your program", File: file, Trace: p.Trace})
	}
	for i := range own {
		c.Runs = append(c.Runs, theirs[i], own[i])
	}
	before, now := played(theirs), played(own)
	for i, change := range report.Changes(report.Keep(before), now) {
		c.Words = append(c.Words, titles[i]+words(before.List[i], now.List[i], change))
	}
	return c
}

// words says behind a variant's title how its run differs from the model's.
func words(model, own *scenarios.Result, change report.Change) string {
	if model.Err == nil && own.Err == nil && quantity.Alike(model.Total, own.Total) {
		return ": " + quantity.Duration(own.Total) + ", as in the model."
	}
	return ", from the model to your program: " + change.Text + "."
}

func played(list []scenarios.Recorded) *scenarios.Results {
	return scenarios.Recording("twin", "", list...).New().RunAll(scenarios.Options{})
}
