package report

import (
	"overlap/chart/scene"
	"overlap/scenarios"
)

// Latencies returns how long took what the scenario is about, in each variant that ran, with percentiles. It returns nil
// where the scenario is not about latencies, and where no variant has several of them.
func Latencies(rs *scenarios.Results) *scene.Dots {
	if rs.Measured.Of == "" {
		return nil
	}
	d, several := &scene.Dots{Title: "How long " + rs.Measured.Of + " took"}, false
	for _, r := range rs.List {
		row := scene.DotRow{Title: r.Variant.Title, Times: r.Latencies}
		for _, p := range marked(len(r.Latencies)) {
			row.Marked = append(row.Marked, scene.Percentile{Thousandths: p, At: r.Percentile(p)})
		}
		d.Rows = append(d.Rows, row)
		several = several || len(r.Latencies) > 1
	}
	if !several {
		return nil
	}
	return d
}

// marked returns which percentiles of n latencies are marked, in thousandths. Of fewer than a thousand, p99.9 is the longest.
func marked(n int) []int {
	list := []int{500, 950, 990, 999}
	switch {
	case n == 0:
		return nil
	case n < 1000:
		return list[:3]
	}
	return list
}
