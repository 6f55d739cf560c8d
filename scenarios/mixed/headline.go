package mixed

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says what overlaps on one thread.
func (m *mixed) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("sequential", "loop", "threads")
	if r == nil {
		return scenarios.Headline{}
	}
	h := scenarios.Headline{Text: quantity.Duration(r[0].Total) + " → " + quantity.Duration(r[1].Total) + ", by overlapping waits", Tone: scenarios.Good,
		About: "One after another → An event loop · Threads with a GIL " + quantity.Duration(r[2].Total)}
	if p := rs.Well("processes"); p != nil && r[1].Total < r[0].Total && !quantity.Alike(r[0].Total, r[1].Total) {
		h.Text = took("Loop", r[1]) + "\u00a0· " + took("GIL threads", r[2]) + "\u00a0· " + took("processes", p[0])
		h.About = "One after another " + quantity.Duration(r[0].Total) + ": waits overlap everywhere else"
		if p[0].Total < r[1].Total && !quantity.Alike(p[0].Total, r[1].Total) {
			h.About += ", computing only without a GIL or in processes"
		}
		return h
	}
	if quantity.Alike(r[0].Total, r[1].Total) {
		h.Text, h.Tone = "No wait to overlap: "+quantity.Duration(r[0].Total), scenarios.Plain
		if m.jobs == 1 {
			h.Text = "One job has nothing to overlap: " + quantity.Duration(r[0].Total)
		}
		h.About = "One after another · An event loop · Threads with a GIL " + quantity.Duration(r[2].Total)
	}
	if p := rs.Well("processes"); p != nil {
		h.About += " · Processes " + quantity.Duration(p[0].Total)
	}
	return h
}

// took says how long a variant took, in words that stay in a line.
func took(name string, r *scenarios.Result) string {
	return quantity.Unbroken(name + " " + quantity.Duration(r.Total))
}
