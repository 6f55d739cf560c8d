package event

import (
	"time"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says when the first item is begun.
func (e *event) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("all-data", "pipelined")
	if r == nil {
		return scenarios.Headline{}
	}
	late, early := r[0].LoggedAt(" begun"), r[1].LoggedAt(" begun")
	about := r[0].Variant.Title + " " + quantity.Duration(r[0].Total) + " → " + r[1].Variant.Title + " " + quantity.Duration(r[1].Total)
	switch {
	case late < 0 || early < 0:
		return scenarios.Headline{Text: "Everybody gave up after " + quantity.Duration(e.timeout), About: about + ": nobody set the event in time", Tone: scenarios.Bad}
	case quantity.Alike(late, early):
		return scenarios.Headline{Text: "First item begun after " + quantity.Duration(early) + " in both", About: about}
	}
	return scenarios.Headline{Text: "First item begun " + quantity.Duration(late) + " → " + quantity.Duration(early), About: about, Tone: scenarios.Good}
}

// firstBegun returns when a processor begins the first item without waiting for all, a negative time for never.
func firstBegun(rs *scenarios.Results) time.Duration { return rs.Ran("pipelined").LoggedAt(" begun") }
