package manage

import (
	"time"

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

// cancelledInTime returns how many workers were cancelled, as a choice says it.
func (m *manage) cancelledInTime(rs *scenarios.Results) string {
	if r := rs.Well("cancel"); r != nil {
		return quantity.Count(r[0].Count(" cancelled"))
	}
	return ""
}
