package gather

import (
	"strings"
	"time"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says what becomes of the others when one fails.
func (g *gather) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("gather", "nursery")
	if r == nil {
		return scenarios.Headline{}
	}
	left := strings.Count(r[0].Value, "still running")
	about := "gather " + quantity.Duration(r[0].Total) + " · Nursery " + quantity.Duration(r[1].Total)
	switch raised := strings.HasPrefix(r[0].Value, "raised"); {
	case raised && left == 0:
		return scenarios.Headline{Text: "An error, and nobody left to cancel", About: about}
	case raised && g.after == 0:
		return scenarios.Headline{Text: requestsThat(left, "is", "are") + " cut off by the program’s end", Tone: scenarios.Bad,
			About: "gather raises the error and leaves them · Nursery cancels them and waits, over after " + quantity.Duration(r[1].Total)}
	case raised:
		return scenarios.Headline{Text: requestsThat(left, "runs", "run") + " on after the error", Tone: scenarios.Bad,
			About: "gather raises it and leaves them · Nursery cancels them, over after " + quantity.Duration(r[1].Total)}
	case strings.Contains(r[0].Value, "500"):
		return scenarios.Headline{Text: "A 500, and no error", About: about + ": a reply like any other, until you say so"}
	}
	return scenarios.Headline{Text: "All go well, in " + quantity.Duration(r[0].Total), About: about, Tone: scenarios.Good}
}

// requestsThat counts requests before a verb: "1 request is", "2 requests are".
func requestsThat(n int, does, do string) string {
	if n != 1 {
		does = do
	}
	return quantity.Plural(n, "request") + " " + does
}

// replyOfB returns who has B's reply when A has failed, as a choice says it.
func (g *gather) replyOfB(rs *scenarios.Results) string {
	r := rs.Well("gather")
	if r == nil || g.failing != "A" || g.b != 2*time.Second || g.failAt != time.Second/2 || !strings.HasPrefix(r[0].Value, "raised") {
		return "" // not what the question says
	}
	for _, k := range r[0].Summary().Tasks {
		if k.Name == "B" && k.Left() {
			return "Nobody: B ends with main"
		}
	}
	return "Nobody, but B ends well"
}
