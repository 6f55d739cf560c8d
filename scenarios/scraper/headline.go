package scraper

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says how many requests of the first variant that is shown break the rule.
func (s *scraper) headline(rs *scenarios.Results) scenarios.Headline {
	if len(rs.List) == 0 || rs.Well(rs.List[0].Variant.Name) == nil {
		return scenarios.Headline{}
	}
	r := rs.List[0]
	early := s.early(r)
	h := scenarios.Headline{Text: "No request is too early", About: r.Variant.Title + " " + quantity.Duration(r.Total), Tone: scenarios.Good}
	if early > 0 {
		h.Text, h.Tone = quantity.Count(early)+" of "+quantity.Plural(len(r.Marked(requestMark)), "request")+" too early", scenarios.Bad
	}
	if slots := rs.Well("slots"); slots != nil && slots[0] != r {
		h.About += " · " + slots[0].Variant.Title + " " + quantity.Duration(slots[0].Total)
		if early > 0 {
			h.About += ": " + quantity.Count(s.early(slots[0])) + " too early"
		}
	}
	return h
}

// early returns how many requests follow another in less than the delay.
func (s *scraper) early(r *scenarios.Result) (n int) {
	requests := r.Marked(requestMark)
	for i := 1; i < len(requests); i++ {
		if requests[i]-requests[i-1] < s.delay {
			n++
		}
	}
	return n
}

// tooEarly returns how many of the naive scraper's first three waiting tasks go too early, as a choice says it; "" where not three go
// together.
func (s *scraper) tooEarly(rs *scenarios.Results) string {
	r := rs.Well("naive")
	if r == nil {
		return ""
	}
	requests := r[0].Marked(requestMark)
	if len(requests) < 5 || requests[1] != requests[3] || requests[3] == requests[4] || requests[1] == requests[0] {
		return ""
	}
	early := 0
	for i := 1; i <= 3; i++ {
		if requests[i]-requests[i-1] < s.delay {
			early++
		}
	}
	return quantity.Count(early)
}
