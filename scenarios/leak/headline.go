package leak

import (
	"strconv"
	"strings"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says who pays for the leak.
func (l *leak) headline(rs *scenarios.Results) scenarios.Headline {
	dropped := rs.Well("dropped")
	if dropped == nil {
		return scenarios.Headline{}
	}
	starved := max(0, starved(dropped[0]))
	h := scenarios.Headline{Text: quantity.Count(starved) + " of " + quantity.Plural(l.requests, "request") + " starved", Tone: scenarios.Bad,
		About: "Opened and dropped " + quantity.Duration(dropped[0].Total), Wrong: []string{"dropped"}}
	if starved == 0 {
		h.Text, h.Wrong = quantity.Plural(len(dropped[0].Report.LeftOpen), "connection")+" left open", nil
		h.About += ", and nobody starves yet"
	}
	if scope := rs.Well("scope"); scope != nil {
		h.About += " · Closed by scope: none, " + quantity.Duration(scope[0].Total)
	}
	return h
}

// starved returns how many requests found no connection.
func starved(r *scenarios.Result) int {
	_, last, _ := strings.Cut(r.Value, "starved ")
	n, _ := strconv.Atoi(last)
	return n
}

// howManyStarve returns how many requests found no connection because nobody closes any, as a choice says it.
func (l *leak) howManyStarve(rs *scenarios.Results) string {
	if r := rs.Well("dropped"); r != nil {
		return quantity.Count(max(0, starved(r[0])))
	}
	return ""
}
