package gil

import (
	"strings"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says how many increments are lost.
func (g *gil) headline(rs *scenarios.Results) scenarios.Headline {
	bare := rs.Well("no-lock")
	if bare == nil {
		return scenarios.Headline{}
	}
	all := g.threads * g.n
	lost := all - bare[0].Count(" of ")
	switch {
	case g.threads == 1:
		return scenarios.Headline{Text: "All " + quantity.Plural(all, "increment") + " counted", About: "No lock, and one thread: nobody interferes"}
	case lost == 0:
		return scenarios.Headline{Text: "All " + quantity.Plural(all, "increment") + " counted, this time",
			About: "No lock: where a thread loses the GIL is luck, and another seed may lose some"}
	}
	h := scenarios.Headline{Text: quantity.Count(lost) + " of " + quantity.Plural(all, "increment") + " lost", About: "No lock, under a GIL",
		Tone: scenarios.Bad, Wrong: []string{"no-lock"}}
	if locked := rs.Well("lock"); locked != nil {
		h.About += " · a lock around each increment keeps all " + quantity.Count(all) + ", in " + quantity.Duration(locked[0].Total)
	}
	return h
}

// overwritten returns what the counter says after the first write over what others had counted, where that is as the question tells.
func (g *gil) overwritten(rs *scenarios.Results) string {
	r := rs.Well("no-lock")
	if r == nil || len(r[0].Summary().Marks) == 0 {
		return ""
	}
	written, over, _ := strings.Cut(r[0].Summary().Marks[0].Text, " over ")
	if over != "5" {
		return ""
	}
	return strings.TrimPrefix(written, "writes ")
}
