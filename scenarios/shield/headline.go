package shield

import (
	"strings"

	"overlap/quantity"
	"overlap/scenarios"
)

const caller = "the caller sees: "

// headline says whether commits are half done, and when each caller is told something.
func (x *transfer) headline(rs *scenarios.Results) scenarios.Headline {
	if len(rs.List) == 0 {
		return scenarios.Headline{}
	}
	h := scenarios.Headline{Text: "No commit is half done", Tone: scenarios.Good}
	for i, r := range rs.List {
		if r.Err != nil {
			return scenarios.Headline{}
		}
		if i > 0 {
			h.About += " · "
		}
		h.About += r.Variant.Title + ", told at " + quantity.Duration(r.LoggedAt(caller))
		if inBoth(r) != "100" {
			h.Wrong = append(h.Wrong, r.Variant.Name)
			h.Text, h.Tone = "100 taken from A, and never given to B", scenarios.Bad
		}
	}
	return h
}

func inBoth(r *scenarios.Result) string {
	_, n, _ := strings.Cut(r.Value, sum)
	return n
}

// together returns how much is in both accounts after the cancellation.
func (x *transfer) together(rs *scenarios.Results) string {
	if r := rs.Well("plain"); r != nil {
		return inBoth(r[0])
	}
	return ""
}
