package shield

import (
	"strings"

	"overlap/quantity"
	"overlap/scenarios"
)

const ends = "the request ends: "

// headline says whether commits are half done, and when each request ends.
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
		} else if h.About = "The request: "; x.cancel > 2*x.write {
			h.Text, h.Tone = "Nobody hung up before the commit was done", scenarios.Plain
		}
		h.About += r.Variant.Title + ", ends at " + quantity.Duration(r.LoggedAt(ends))
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
