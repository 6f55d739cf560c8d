package gather

import (
	"strings"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says what becomes of the others when one fails.
func (g *gather) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("gather", "nursery")
	if r == nil {
		return scenarios.Headline{}
	}
	left := strings.Count(r[1].Value, "cancelled") // whom gather leaves running, the nursery cancels
	about := "gather " + quantity.Duration(r[0].Total) + " · Nursery " + quantity.Duration(r[1].Total)
	switch raised := strings.HasPrefix(r[0].Value, "raised"); {
	case raised && left == 0:
		return scenarios.Headline{Text: "An error, and nobody left to cancel", About: about}
	case strings.Contains(r[0].Value, "unfinished"):
		cut := strings.Count(r[0].Value, "unfinished")
		text := quantity.Plural(cut, "request") + " are cut off by the program’s end"
		if cut == 1 {
			text = "1 request is cut off by the program’s end"
		}
		return scenarios.Headline{Text: text, Tone: scenarios.Bad,
			About: "gather raises the error and leaves them · Nursery cancels them and waits, over after " + quantity.Duration(r[1].Total)}
	case raised:
		text := quantity.Plural(left, "request") + " run on after the error"
		if left == 1 {
			text = "1 request runs on after the error"
		}
		return scenarios.Headline{Text: text, Tone: scenarios.Bad,
			About: "gather raises it and leaves them · Nursery cancels them, over after " + quantity.Duration(r[1].Total)}
	case strings.Contains(r[0].Value, "500"):
		return scenarios.Headline{Text: "A 500, and no error", About: about + ": a reply like any other, until you say so"}
	}
	return scenarios.Headline{Text: "All go well, in " + quantity.Duration(r[0].Total), About: about, Tone: scenarios.Good}
}

// othersAfterTheError returns what became of the requests that had not failed, as a choice says it.
func (g *gather) othersAfterTheError(rs *scenarios.Results) string {
	r := rs.Well("gather")
	switch {
	case r == nil || !strings.HasPrefix(r[0].Value, "raised"):
		return "" // nothing failed
	case strings.Contains(r[0].Value, "cancelled"):
		return "They are cancelled"
	}
	return "They run on"
}
