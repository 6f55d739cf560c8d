package executors

import (
	"overlap/quantity"
	"overlap/scenarios"
)

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
