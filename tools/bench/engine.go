package main

import "overlap/tools/browser"

// loops measures timers and memory of the engine, natively and in Chromium.
func loops(t browser.T, root string) []row {
	const (
		pkg     = "overlap/engine"
		pattern = "^BenchmarkSleepers$/^10000$|^BenchmarkParked$"
	)
	here := native(t, root, pkg, pattern)
	tests := browser.BuildGoTests(t, pkg)
	page := browser.Start(t).NewPage(t)
	there := inPage(page, tests, pattern)
	return []row{
		timers(t, "timer events, 10,000 tasks, native", here, 2.5),
		timers(t, "timer events, 10,000 tasks, Chromium", there, 1.2),
		parked(t, "memory of a parked task, native", here),
		parked(t, "memory of a parked task, Chromium", there),
	}
}

func timers(t browser.T, what string, r results, budget float64) row {
	const name = "Sleepers/10000"
	return row{
		what: what, measured: r.of(t, name, "M-events/s"), budget: budget, atLeast: true, unit: "M/s",
		note: figure(r.of(t, name, "of-pull")) + " of bare iter.Pull's",
	}
}

func parked(t browser.T, what string, r results) row {
	bytes, trace := r.of(t, "Parked", "B/task"), r.of(t, "Parked", "B/task-trace")
	return row{what: what, measured: bytes / 1000, budget: 3, unit: "kB", note: "trace " + figure(trace/1000) + "; there are 100,000"}
}
