package timeouts

import (
	"cmp"
	"strings"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says what is left of the calls.
func (x *timeouts) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("wait", "overall")
	if r == nil {
		return perCallHeadline(rs)
	}
	pending, cancelled := max(0, r[0].Count(" pending")), max(0, r[1].Count(" cancelled"))
	h := scenarios.Headline{Text: quantity.Count(pending) + " run on after wait, the timeout cancels " + quantity.Count(cancelled),
		About: r[0].Variant.Title + ", " + quantity.Duration(r[0].Total) + " · " + r[1].Variant.Title + ", " + quantity.Duration(r[1].Total)}
	if pending == 0 && cancelled == 0 {
		h.Text, h.Tone = "Every call completes in time", scenarios.Good
	}
	return h
}

// perCallHeadline says how the calls end that have a limit each, where nothing shows what limits for all do.
func perCallHeadline(rs *scenarios.Results) (h scenarios.Headline) {
	each := rs.Well("per-call")
	if each == nil {
		return h
	}
	h.Text = each[0].Value
	var ends []string // of the calls that do not complete
	differ := false
	for _, name := range []string{"overall", "per-call", "nested"} {
		if r := rs.Well(name); r != nil {
			if h.About != "" {
				h.About += " · "
			}
			h.About += r[0].Variant.Title + ", " + quantity.Duration(r[0].Total)
			_, end, _ := strings.Cut(r[0].Value, " completed, ")
			ends = append(ends, cmp.Or(end, "all completed"))
			differ = differ || r[0].Value != each[0].Value
		}
	}
	if differ {
		h.Text = strings.Join(ends, ", or ")
	}
	return h
}

// afterTheWait returns what becomes of the two calls that main waits for no longer, as a choice says it.
func (x *timeouts) afterTheWait(rs *scenarios.Results) string {
	if r := rs.Well("wait"); r != nil && r[0].Count(" pending") == 2 {
		return "They run on"
	}
	return ""
}
