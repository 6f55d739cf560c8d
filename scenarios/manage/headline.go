package manage

import (
	"time"

	"overlap/engine/trace/summary"
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says whose work would have ended just at the limit, and how many are cancelled.
func (m *manage) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("cancel")
	if r == nil {
		return scenarios.Headline{}
	}
	cancelled := r[0].Count(" cancelled")
	h := scenarios.Headline{Text: quantity.Count(cancelled) + " of " + quantity.Count(m.workers) + " cancelled after " + quantity.Duration(m.limit),
		About: r[0].Variant.Title + " " + quantity.Duration(r[0].Total)}
	if wait := rs.Well("wait"); wait != nil {
		h.About = wait[0].Variant.Title + " " + quantity.Duration(wait[0].Total) + " · " + h.About
		if name := m.endsAtLimit(wait[0]); name != "" {
			h.About = h.Text + " · " + h.About
			h.Text = quantity.Duration(m.limit) + " of work, " + quantity.Duration(m.limit) + " allowed: " + name + " is cancelled"
		}
	}
	if cancelled == 0 {
		h.Text, h.Tone = "Done before anyone was cancelled", scenarios.Good
	}
	return h
}

// endsAtLimit returns the name of the first worker who, waited for, ends at the instant at which the manager cancels; "" for none.
func (m *manage) endsAtLimit(wait *scenarios.Result) string {
	for _, k := range wait.Summary().Tasks[1 : 1+m.workers] {
		if time.Duration(k.EndedAt)-wait.Began == m.limit {
			return k.Name
		}
	}
	return ""
}

// secondWorker returns what becomes of worker 2, whose work would end when all are cancelled, as a choice says it.
func (m *manage) secondWorker(rs *scenarios.Results) string {
	r := rs.Well("wait", "cancel")
	if r == nil || m.limit != 2*time.Second || m.endsAtLimit(r[0]) != "worker 2" {
		return ""
	}
	for _, k := range r[1].Summary().Tasks {
		if k.Name == "worker 2" && k.Outcome == summary.Cancelled {
			return "No, it is cancelled"
		}
	}
	return "Yes"
}
