package wait

import (
	"strconv"
	"strings"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says how many tasks each variant leaves behind, and when its wait returns.
func (w *wait) headline(rs *scenarios.Results) scenarios.Headline {
	var left, returned []string
	some := false
	for _, until := range []struct{ name, words string }{
		{"first-completed", "one has ended "}, {"first-error", "one has failed "}, {"timeout", "all have, or time is up "},
	} {
		r := rs.Well(until.name)
		if r == nil {
			continue
		}
		n := pendingCount(r[0])
		some = some || n > 0
		left = append(left, strconv.Itoa(n))
		if at := r[0].Marked("wait returns "); len(at) > 0 {
			returned = append(returned, until.words+quantity.Duration(at[0]))
		}
	}
	if left == nil {
		return scenarios.Headline{}
	}
	counts := ": " + strings.Join(left, " · ")
	h := scenarios.Headline{Text: "Tasks left pending" + counts, About: "Until " + strings.Join(returned, " · ") + ": wait cancels nothing"}
	switch {
	case !some:
		h.Text = "Nothing is left pending"
	case w.cancel:
		h.Text, h.Tone = "Tasks cancelled, by you"+counts, scenarios.Good
		h.About += " itself"
	case w.after == 0:
		h.Text, h.Tone = "Tasks cut off by the program’s end"+counts, scenarios.Bad
	}
	return h
}

// pendingCount returns how many tasks a wait returned as pending.
func pendingCount(r *scenarios.Result) int {
	_, pending, _ := strings.Cut(r.Value, "; pending ")
	if pending == "" || pending == "none" {
		return 0
	}
	return strings.Count(pending, ",") + 1
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
