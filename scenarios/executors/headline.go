package executors

import (
	"time"

	"overlap/quantity"
	"overlap/scenarios"
)

// faster says which workers are faster than one after another, as a choice says it.
func (e *executors) faster(rs *scenarios.Results) string {
	r := rs.Well("sequential", "threads", "processes")
	if r == nil {
		return ""
	}
	one, threads, processes := r[0].Total, r[1].Total, r[2].Total
	gains := func(d time.Duration) bool { return d < one && !quantity.Alike(one, d) }
	switch {
	case gains(threads) && gains(processes):
		return "Threads and processes"
	case gains(processes):
		return "Only processes"
	case gains(threads):
		return "" // no choice says so
	}
	return "Neither"
}

// headline says what threads gain, and processes.
func (e *executors) headline(rs *scenarios.Results) scenarios.Headline {
	r := rs.Well("sequential", "threads", "processes")
	if r == nil {
		return scenarios.Headline{}
	}
	one, threads, processes := r[0].Total, r[1].Total, r[2].Total
	h := scenarios.Headline{About: "One after another " + quantity.Duration(one) + " → threads " + quantity.Duration(threads) + ", processes " + quantity.Duration(processes)}
	switch {
	case min(threads, processes) <= 0 || quantity.Alike(one, threads) && quantity.Alike(one, processes):
		h.Text = "Neither threads nor processes gain"
	case quantity.Alike(threads, processes) && threads < one:
		h.Text, h.Tone = quantity.Factor(one, threads)+" faster, threads or processes", scenarios.Good
	case quantity.Alike(one, threads) && processes < one:
		h.Text, h.Tone = "Threads gain nothing, processes "+quantity.Factor(one, processes), scenarios.Good
	case quantity.Alike(one, threads):
		h.Text = "Threads gain nothing, processes lose"
	case threads < processes:
		h.Text = "Threads win: " + quantity.Duration(threads)
	default:
		h.Text = "Processes win: " + quantity.Duration(processes)
	}
	return h
}
