package scraper

import (
	"overlap/quantity"
	"overlap/scenarios"
)

// headline says how many requests break the rule.
func (s *scraper) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("naive", "slots")
	if r == nil {
		return scenarios.Headline{}
	}
	early := s.early(r[0])
	about := r[0].Variant.Title + " " + quantity.Duration(r[0].Total) + " · " + r[1].Variant.Title + " " + quantity.Duration(r[1].Total)
	if early == 0 {
		return scenarios.Headline{Text: "No request is too early", About: about, Tone: scenarios.Good}
	}
	return scenarios.Headline{Text: quantity.Count(early) + " of " + quantity.Plural(len(r[0].Marked(requestMark)), "request") + " too early", Tone: scenarios.Bad,
		About: about + ": " + quantity.Count(s.early(r[1])) + " too early"}
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

// tooEarly returns how many requests of the naive scraper come too early, as a choice says it.
func (s *scraper) tooEarly(rs *scenarios.Results) string {
	if r := rs.Well("naive"); r != nil {
		return quantity.Count(s.early(r[0]))
	}
	return ""
}
