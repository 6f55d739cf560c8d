package shutdown

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says how many requests are lost, and how long after it was told to the server stops.
func (x *deploy) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("at-once", "drain", "deadline")
	if r == nil {
		return scenarios.Headline{}
	}
	h := scenarios.Headline{Tone: scenarios.Good, Text: "Requests lost: " + lost(r[0]) + " → " + lost(r[1]) + " → " + lost(r[2]),
		About: "Stop at once → drain, " + stopping(r[1]) + " → drain with a deadline, " + stopping(r[2])}
	if lost(r[2]) != "0" {
		h.Tone = scenarios.Plain
	}
	if lost(r[0]) == "0" {
		h.Text, h.Tone = "Nothing was under way, and no request is lost", scenarios.Plain
	}
	return h
}

func lost(r *scenarios.Result) string { return quantity.Count(r.Count(" lost")) }

// stopping returns how long the server took to stop.
func stopping(r *scenarios.Result) string {
	told, stopped := r.Marked("told to stop"), r.Marked("the server has stopped")
	if len(told) == 0 || len(stopped) == 0 {
		return ""
	}
	return "stopped after " + quantity.Duration(stopped[0]-told[0])
}

// lostAtOnce returns how many requests a server loses that stops at once, as a choice says it.
func (x *deploy) lostAtOnce(rs *scenarios.Results) string {
	if r := rs.Well("at-once"); r != nil {
		return lost(r[0])
	}
	return ""
}
