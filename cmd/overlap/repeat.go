package main

import (
	"slices"
	"time"

	"overlap/quantity"
	"overlap/reality"
	"overlap/report"
	"overlap/scenarios"
)

const maxRepeat = 10_000

// runRepeatedly runs the variants n times on the real clock. The results are those of the first time.
func (e *environment) runRepeatedly(in *scenarios.Instance, p plan, x *outcome, n int) {
	bar := e.progress(n, "run", time.Duration(n)*reality.Estimate(x.model))
	defer bar.end()
	for len(x.repeats) < n {
		rs, cut := execute(e.ctx, in, p, nil)
		if len(rs.List) < len(p.variants) { // it was interrupted, within a variant or between two
			x.Results, x.cut = rs, cut
			break
		}
		if x.repeats = append(x.repeats, rs); x.failed == nil {
			x.failed = e.failures(in, rs)
		}
		p.options.Lines = false // for the picture, which is of the first run
		bar.step()
	}
	if len(x.repeats) > 0 {
		x.Results = x.repeats[0]
	}
	if cut := unlessWhole(e.ctx, len(x.repeats), n, "run"); cut != nil {
		x.failed = cut
	}
}

// spread is how a variant's times differ from run to run.
type spread struct {
	Runs   int           `json:"runs"`
	Failed int           `json:"failed"`
	Min    time.Duration `json:"min_ns"`
	P25    time.Duration `json:"p25_ns"`
	P50    time.Duration `json:"p50_ns"`
	P75    time.Duration `json:"p75_ns"`
	P90    time.Duration `json:"p90_ns"`
	P99    time.Duration `json:"p99_ns"`
	Max    time.Duration `json:"max_ns"`
}

// spreadOf returns the spread of the k-th variant over the runs. A percentile is the time that so many percent of the runs took at
// most (nearest rank).
func spreadOf(runs []*scenarios.Results, k int) spread {
	s := spread{Runs: len(runs)}
	var times []time.Duration
	for _, rs := range runs {
		if times = append(times, rs.List[k].Total); rs.List[k].Err != nil {
			s.Failed++
		}
	}
	slices.Sort(times)
	at := func(percent int) time.Duration { return scenarios.Percentile(times, 10*percent) }
	s.Min, s.P25, s.P50, s.P75, s.P90, s.P99, s.Max = at(0), at(25), at(50), at(75), at(90), at(99), at(100)
	return s
}

// repeatsText returns a row for each variant: how its times spread over the runs, and how far the middle one is from the model.
func repeatsText(x *outcome, width int) string {
	if len(x.repeats) == 0 {
		return ""
	}
	rows := [][]string{{"", "fastest", "p50", "p90", "p99", "slowest", "p75−p25", "to model", "failed"}}
	failed := 0
	for k, r := range x.repeats[0].List {
		s, model := spreadOf(x.repeats, k), x.model.Ran(r.Variant.Name)
		row := []string{r.Variant.Name}
		for _, d := range []time.Duration{s.Min, s.P50, s.P90, s.P99, s.Max, s.P75 - s.P25} {
			row = append(row, quantity.Duration(d))
		}
		by := "-"
		if s.Failed == 0 && model.Err == nil && model.Total > 0 {
			by = report.Off(s.P50, model.Total)
		}
		rows = append(rows, append(row, by, quantity.Count(s.Failed)))
		failed += s.Failed
	}
	for i := range rows {
		if last := len(rows[i]) - 1; failed == 0 {
			rows[i] = rows[i][:last]
		}
	}
	return "\nOver " + quantity.Count(len(x.repeats)) + " runs\n" + figures(rows, width) + differing(x, width)
}

// differing says which variants came to different results in different runs.
func differing(x *outcome, width int) string {
	var rows [][]string
	for k, r := range x.repeats[0].List {
		var counts scenarios.Counts
		for _, rs := range x.repeats {
			counts.Count(ended(rs.List[k]), 0)
		}
		if len(counts.List) > 1 {
			rows = append(rows, countRows(&counts, len(x.repeats), r.Variant.Name)...)
		}
	}
	if rows == nil {
		return ""
	}
	return "\n" + columns(rows, width)
}
