package view

import (
	"strconv"
	"time"

	"overlap/chart"
	"overlap/engine/trace"
	"overlap/scenarios"
)

// listed bounds every list of tasks: a thousand names say no more than a dozen and a number.
const listed = 12

// moment returns the instant of a result's trace that the playhead's place means.
func moment(r *scenarios.Result, at time.Duration) int64 { return int64(r.Began + at) }

// since writes an instant of a result's trace as the axis has it.
func since(r *scenarios.Result, ns int64) string { return chart.Duration(time.Duration(ns) - r.Began) }

// nameOf returns what a task is called and what it works on at an instant: "cache product:20".
func nameOf(t *trace.Task, ns int64) string {
	if label := t.LabelAt(ns); label != "" && label != t.Name {
		return t.Name + " " + label
	}
	return t.Name
}

// reason says what a waiting task waits for: "sleeps until 310 ms". due is trace.Never except for a sleep.
func reason(r *scenarios.Result, why trace.Why, what string, due int64) string {
	if why == trace.WhySleep {
		if due == trace.Never {
			return "sleeps"
		}
		return "sleeps until " + since(r, due)
	}
	words := [...]string{
		trace.WhyTask: "waits for ", trace.WhyRead: "waits for bytes from ", trace.WhyWrite: "waits for room to write to ",
		trace.WhyConnect: "waits for a connection to ", trace.WhyAccept: "waits for a client at ", trace.WhyLock: "waits for its turn with ",
		trace.WhyEvent: "waits until ", trace.WhyQueue: "waits at the queue ", trace.WhyExecutor: "waits for a thread with ", trace.WhyCPU: "waits for ",
		trace.WhySemaphore: "waits for a permit of ", trace.WhyLimiter: "waits for a token of ", trace.WhyCondition: "waits to be notified of ",
		trace.WhyBarrier: "waits at the barrier ", trace.WhyFuture: "waits for the future ", trace.WhyGather: "waits for gather of ",
		trace.WhyWait: "waits for ", trace.WhyNursery: "waits for the nursery ",
	}
	if int(why) >= len(words) || what == "" {
		return "waits for " + why.String()
	}
	return words[why] + what
}

// more returns "and 980 more" for what a list leaves out, "" when it leaves out nothing.
func more(n int) string {
	if n <= 0 {
		return ""
	}
	return "and " + chart.Count(n) + " more"
}

// plural returns "1 task" or "3 tasks".
func plural(n int, noun string) string {
	if n == 1 {
		return strconv.Itoa(n) + " " + noun
	}
	return chart.Count(n) + " " + noun + "s"
}
