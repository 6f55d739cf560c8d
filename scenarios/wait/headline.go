package wait

import (
	"strings"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says what goes on after the wait.
func (w *wait) headline(rs *scenarios.Results) scenarios.Headline {
	for _, name := range []string{"first-completed", "timeout", "first-error"} {
		r := rs.Well(name)
		if r == nil {
			continue
		}
		_, pending, _ := strings.Cut(r[0].Value, "; pending ")
		left := strings.Count(pending, ",") + 1
		about := r[0].Variant.Title
		if returned := r[0].Marked("done "); len(returned) > 0 {
			about += ": wait returns after " + quantity.Duration(returned[0])
		}
		switch {
		case !strings.ContainsAny(pending, "ABC"):
			return scenarios.Headline{Text: "Nothing is left pending", About: about}
		case w.cancel:
			return scenarios.Headline{Text: quantity.Plural(left, "task") + " cancelled, by you", About: about + " and cancels nothing", Tone: scenarios.Good}
		}
		return scenarios.Headline{Text: quantity.Plural(left, "task") + " left pending", About: about + " and cancels nothing"}
	}
	return scenarios.Headline{}
}

// othersAfterTheFirst returns what became of the tasks that had not ended when one had, as a choice says it.
func (w *wait) othersAfterTheFirst(rs *scenarios.Results) string {
	r := rs.Well("first-completed")
	switch {
	case r == nil || !strings.Contains(r[0].Value, "; pending "):
		return ""
	case w.cancel:
		return "They are cancelled"
	}
	return "They run on"
}
