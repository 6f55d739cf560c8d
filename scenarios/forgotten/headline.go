package forgotten

import (
	"strings"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says what was saved, and what was said.
func (s *settings) headline(rs *scenarios.Results) scenarios.Headline {
	var h scenarios.Headline
	for _, name := range []string{"forgotten", "loop"} {
		r := rs.Well(name)
		if r == nil {
			continue
		}
		if h.Text == "" {
			h = scenarios.Headline{Text: strings.Replace(r[0].Value, "saved", "Saved", 1), About: r[0].Variant.Title + ", " + quantity.Duration(r[0].Total), Tone: scenarios.Bad}
		}
		h.Wrong = append(h.Wrong, name)
	}
	if right := rs.Well("awaited"); h.Text != "" && right != nil {
		h.About += " · Awaited: " + right[0].Value + ", " + quantity.Duration(right[0].Total)
	}
	return h
}

// whatTheCustomerGets returns what becomes of an order whose saving nobody awaits, as a choice says it.
func (s *settings) whatTheCustomerGets(rs *scenarios.Results) string {
	r := rs.Ran("forgotten")
	switch {
	case r == nil:
		return ""
	case r.Err != nil:
		return "An error"
	case r.Count(" of ") > 0:
		return "A confirmation, and the order"
	}
	return "A confirmation, and no order"
}
