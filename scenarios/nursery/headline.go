package nursery

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says whether the children are done when the parent leaves.
func (n *nursery) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("forgotten")
	if r == nil {
		return scenarios.Headline{}
	}
	done := r[0].Count(" of ")
	h := scenarios.Headline{Text: quantity.Count(done) + " of " + quantity.Count(n.children) + " children done when the parent leaves", Tone: scenarios.Bad, Wrong: []string{"forgotten"},
		About: "Started and forgotten " + quantity.Duration(r[0].Total)}
	if done == n.children {
		h.Text, h.Tone, h.Wrong = "All children done, by luck", scenarios.Plain, nil
	}
	if all := rs.Well("nursery"); all != nil {
		h.About += " · In a nursery, all done " + quantity.Duration(all[0].Total)
	}
	return h
}

// doneWhenTheParentLeaves returns how many of the children that nobody waits for are done by then, as a choice says it.
func (n *nursery) doneWhenTheParentLeaves(rs *scenarios.Results) string {
	if r := rs.Well("forgotten"); r != nil {
		return quantity.Count(r[0].Count(" of "))
	}
	return ""
}
