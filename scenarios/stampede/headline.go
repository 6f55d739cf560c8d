package stampede

import (
	"strconv"

	"overlap/quantity"
	"overlap/scenarios"
)

// headline says how many queries the first variant shown makes, and how long each variant has requests wait.
func (h *herd) headline(rs *scenarios.Results) scenarios.Headline {
	line := scenarios.Headline{}
	for i, r := range rs.List {
		if r.Err != nil {
			return scenarios.Headline{}
		}
		if i > 0 {
			line.About += " · "
		}
		n, wait := r.Count(queries), quantity.Duration(r.Percentile(1000))
		line.About += r.Variant.Title + ", up to " + wait
		if i == 0 {
			line.Text = quantity.Count(n) + " queries for one value"
			once := rs.Well("single-flight")
			switch {
			case once != nil && n > 1 && once[0].Count(queries) > 1:
				line.Text = quantity.Count(n) + " queries, where " + quantity.Count(once[0].Count(queries)) + " would do"
			case n == 0:
				line.Text = "The value is fresh for all"
			case n == 1:
				line.Text = "1 query for one value"
			case r.Variant.Name == "every-miss":
				line.Tone = scenarios.Bad
			}
		}
	}
	return line
}

// queriesOfMisses returns how many queries are made when every miss asks.
func (h *herd) queriesOfMisses(rs *scenarios.Results) string {
	if r := rs.Well("every-miss"); r != nil {
		return strconv.Itoa(r[0].Count(queries))
	}
	return ""
}
