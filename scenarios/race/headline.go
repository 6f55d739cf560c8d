package race

import (
	"strconv"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says how many updates are lost.
func (r *race) headline(rs *scenarios.Results) scenarios.Headline {
	bare := rs.Well("bare")
	if bare == nil {
		return scenarios.Headline{}
	}
	kept, _ := strconv.Atoi(bare[0].Value)
	h := scenarios.Headline{Text: quantity.Count(r.tasks-kept) + " of " + quantity.Plural(r.tasks, "update") + " lost", About: "No lock",
		Tone: scenarios.Bad, Wrong: []string{"bare"}}
	if kept == r.tasks {
		h = scenarios.Headline{Text: "No update lost, this time", About: "No lock: whether two tasks meet is luck"}
		if r.tasks == 1 {
			h = scenarios.Headline{Text: "Nothing to lose", About: "No lock, and one task: nobody interferes"}
		}
	}
	if locked := rs.Well("lock", "outside"); locked != nil && kept < r.tasks {
		h.About += " · with a lock all are kept: " + quantity.Duration(locked[0].Total)
		if shorter := locked[1].Total; shorter < locked[0].Total {
			h.About += ", or " + quantity.Duration(shorter) + " with the pause outside it"
		}
	}
	return h
}
