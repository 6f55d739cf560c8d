package completed

import (
	"time"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says when the first result is there.
func (c *completed) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("in-order", "as-completed")
	if r == nil {
		return scenarios.Headline{}
	}
	listed, completed := r[0].Marked("got "), r[1].Marked("got ")
	about := r[0].Variant.Title + " " + quantity.Duration(r[0].Total) + " → " + r[1].Variant.Title + " " + quantity.Duration(r[1].Total)
	switch {
	case len(completed) < len(listed):
		return scenarios.Headline{Text: quantity.Count(len(completed)) + " of " + quantity.Plural(len(listed), "result") + " in time",
			About: r[1].Variant.Title + ", within " + quantity.Duration(c.timeout) + ": nothing is cancelled, the others run on"}
	case len(listed) == 0:
		return scenarios.Headline{}
	case quantity.Alike(listed[0], completed[0]):
		return scenarios.Headline{Text: "First result after " + quantity.Duration(completed[0]) + " in both", About: about}
	}
	return scenarios.Headline{Text: "First result " + quantity.Duration(listed[0]) + " → " + quantity.Duration(completed[0]), About: about, Tone: scenarios.Good}
}

// firstResult returns when the caller that takes results as they complete has the first, a negative time for never.
func firstResult(rs *scenarios.Results) time.Duration {
	if got := rs.Ran("as-completed").Marked("got "); len(got) > 0 {
		return got[0]
	}
	return -1
}
