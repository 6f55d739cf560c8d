package plan

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says what starting each call as soon as it may saves, which calls decide the rest, and what slots cost.
func (p *plan) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("one-by-one", "overlapped")
	if r == nil || r[0].Total == 0 {
		return p.slotsHeadline(rs)
	}
	sum, overlapped := r[0].Total, r[1].Total
	h := scenarios.Headline{Tone: scenarios.Good, Text: quantity.Duration(sum) + " → " + quantity.Duration(overlapped) + ": " + quantity.Duration(sum-overlapped) + " saved"}
	if quantity.Alike(sum, overlapped) {
		h.Text, h.Tone = "Nothing to overlap: "+quantity.Duration(sum)+" either way", scenarios.Plain
	}
	decided := critical(r[1])
	calls, _ := parseCalls(p.rows)
	before, after := "One after another → as soon as allowed, decided by ", ""
	if limited := rs.Well("limited"); limited != nil && !quantity.Alike(limited[0].Total, overlapped) {
		after = " · with " + quantity.Plural(p.atOnce, "slot") + " " + quantity.Duration(limited[0].Total)
	}
	if answered, missing, some := strings.Cut(r[1].Value, ", not "); some {
		h.Text, h.Tone = answered, scenarios.Bad
		h.About = "One after another " + quantity.Duration(sum) + " → as soon as allowed " + quantity.Duration(overlapped) + ", without "
		h.About += chainText(strings.Split(missing, ", "), ", ", scenarios.MaxAbout-utf8.RuneCountInString(h.About))
		return h
	}
	switch {
	case !isChain(calls, decided):
		after = ": a call waited for a busy service"
	case len(decided) == len(calls):
		before = "One after another · as soon as allowed: all calls are on one chain, "
	}
	h.About = before + chainText(decided, arrow, scenarios.MaxAbout-utf8.RuneCountInString(before+after)) + after
	return h
}

// slotsHeadline says how long the calls take with slots, where nothing shows how long they take one after another.
func (p *plan) slotsHeadline(rs *scenarios.Results) scenarios.Headline {
	limited := rs.Well("limited")
	if limited == nil {
		return overlappedHeadline(rs)
	}
	if strings.Contains(limited[0].Value, ", not ") {
		return scenarios.Headline{}
	}
	slotted := "As many at once as there are slots, decided by "
	with := quantity.Duration(limited[0].Total) + " with " + quantity.Plural(p.atOnce, "slot")
	if all := rs.Well("overlapped"); all != nil {
		with, slotted = quantity.Duration(all[0].Total)+" → "+with, "As soon as allowed → as many as there are slots, decided by "
	}
	return scenarios.Headline{Text: with, About: slotted + chainText(critical(limited[0]), arrow, scenarios.MaxAbout-utf8.RuneCountInString(slotted))}
}

// overlappedHeadline says which calls decide, where nothing shows how long they take otherwise.
func overlappedHeadline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("overlapped")
	if r == nil || strings.Contains(r[0].Value, ", not ") {
		return scenarios.Headline{}
	}
	const allowed = "As soon as allowed: "
	decided := critical(r[0])
	return scenarios.Headline{Text: quantity.Duration(r[0].Total) + ", decided by " + quantity.Plural(len(decided), "call"), About: allowed + chainText(decided, arrow, scenarios.MaxAbout-len(allowed))}
}

// isChain reports whether each call needs the one before it.
func isChain(calls []*call, names []string) bool {
	for i, name := range names[1:] {
		if c := calls[indexOf(calls, name)]; !slices.Contains(c.after, names[i]) {
			return false
		}
	}
	return true
}

// critical returns the names of the calls that decided how long a run took, in their order.
func critical(r *scenarios.Result) (names []string) {
	for _, step := range r.Summary().CriticalPath(int64(r.Began + r.Total)) {
		name := r.Summary().Task(step.Task).Name
		if len(names) == 0 || names[len(names)-1] != name {
			names = append(names, name)
		}
	}
	return names
}

// decidedBy returns the calls that decide how long the request takes at best, with how many milliseconds each takes, as a choice says it.
func (p *plan) decidedBy(rs *scenarios.Results) string {
	r := rs.Well("overlapped")
	if r == nil {
		return ""
	}
	calls, _ := parseCalls(p.rows)
	names := critical(r[0])
	for i, name := range names {
		names[i] += " " + strconv.FormatInt(calls[indexOf(calls, name)].latency.low.Milliseconds(), 10)
	}
	return strings.Join(names, arrow)
}

const arrow = " → "

// chainText writes names with a text between two. It leaves out names in the middle that are too many for a number of
// characters.
func chainText(names []string, between string, most int) string {
	for skip := 0; ; skip++ {
		middle := (len(names) - skip + 1) / 2
		shown := names
		if skip > 0 {
			shown = append(append(names[:middle:middle], "…"), names[middle+skip:]...)
		}
		if text := strings.Join(shown, between); utf8.RuneCountInString(text) <= most || skip >= len(names)-2 {
			return text
		}
	}
}
