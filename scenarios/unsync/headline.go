package unsync

import (
	"time"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says what a wrong word costs when calls are made together; else the times say what that saves.
func (u *unsync) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("decides")
	if r == nil {
		return scenarios.Headline{}
	}
	total, longest := r[0].Total, time.Duration(0)
	for _, c := range u.calls() {
		longest = max(longest, c.takes)
	}
	wrong := u.wrong()
	if wrong == "" || total <= longest || quantity.Alike(total, longest) {
		return scenarios.Headline{}
	}
	h := scenarios.Headline{Text: wrong + ": " + quantity.Duration(total), Tone: scenarios.Bad, About: "The longest call takes " + quantity.Duration(longest) + " · "}
	if inTurn := rs.Well("in-turn"); inTurn != nil {
		h.About += inTurn[0].Variant.Title + " " + quantity.Duration(inTurn[0].Total) + " → "
	}
	h.About += r[0].Variant.Title + " " + quantity.Duration(total)
	return h
}

// wrong says which calls are where they do not belong, "" when all are in their places.
func (u *unsync) wrong() string {
	switch {
	case u.reads > 0 && u.readsOn == "loop":
		return "Blocking reads hold up the loop"
	case u.computes > 0 && u.computesOn == "loop":
		return "Computing holds up the loop"
	case u.computes > 1 && u.computesOn == "thread":
		return "One GIL for " + quantity.Plural(u.computes, "computation")
	case u.computes > 0 && u.computesOn == "process" && u.spawn > u.compute:
		return "A process starts longer than it works"
	}
	return ""
}
