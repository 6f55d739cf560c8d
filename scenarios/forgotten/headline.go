package forgotten

import (
	"strings"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says what was saved of as many orders in two variants, and what was said.
func (s *settings) headline(rs *scenarios.Results) scenarios.Headline {
	var h scenarios.Headline
	for _, name := range [][2]string{{"loop", "tasks"}, {"forgotten", "awaited"}} {
		wrong, right := rs.Well(name[0]), rs.Well(name[1])
		if wrong == nil {
			continue
		}
		h.Wrong = append(h.Wrong, name[0])
		if h.Text != "" {
			continue
		}
		h.Text, h.Tone = strings.Replace(wrong[0].Value, "saved", "Saved", 1), scenarios.Bad
		h.About = wrong[0].Variant.Title + ", " + quantity.Duration(wrong[0].Total)
		if right != nil {
			saved, _, _ := strings.Cut(right[0].Value, ",")
			h.About += " · " + right[0].Variant.Title + ": " + saved + ", " + quantity.Duration(right[0].Total)
		}
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
