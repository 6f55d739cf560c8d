package main

import "overlap/tools/browser"

var (
	engineBench   = gobench{"overlap/engine", "^BenchmarkSleepers$/^10000$|^BenchmarkParked$", 3} // rounds: synctest's first takes several times as long as the others
	pingPongBench = gobench{"overlap/engine/network/memory", "^BenchmarkNetwork$/^ping-pong$", 50_000}
)

// eventLoops measures the engine's timers and memory, natively and in Chromium.
func eventLoops(t browser.T, root string) []row {
	here, there := engineBench.native(t, root), engineBench.inPage(t)
	rows := append(timerRows(t, "native", here, 2.5), timerRows(t, "Chromium", there, 1.2)...)
	return append(rows, parkedRow(t, "native", here), parkedRow(t, "Chromium", there))
}

// timerRows returns the rate of timer events, and its ratio to the rates of rivals under the same load in the same run.
func timerRows(t browser.T, where string, r results, budget float64) []row {
	const name = "Sleepers/10000"
	part := func(what, of string) row { return row{what: "  in parts of " + what, measured: r.of(t, name, of)} }
	return []row{
		{what: "timer events, 10,000 tasks, " + where, measured: r.of(t, name, "M-events/s"), budget: budget, atLeast: true, unit: "M/s"},
		part("a heap of callbacks (floor)", "of-callbacks"),
		part("bare iter.Pull coroutines", "of-pull"),
		part("goroutines under synctest", "of-synctest"),
	}
}

func parkedRow(t browser.T, where string, r results) row {
	bytes, trace := r.of(t, "Parked", "B/task"), r.of(t, "Parked", "B/task-trace")
	return row{what: "each of 100,000 parked tasks, " + where, measured: bytes / 1000, budget: 3, unit: "kB", note: "trace " + formatNumber(trace/1000)}
}

// pingPong measures an exchange over a connection in memory: a line in each direction.
func pingPong(t browser.T, root string) []row {
	rate := func(where string, r results) row {
		return row{what: "exchanges, " + where, measured: 1e3 / r.of(t, "Network/ping-pong", "ns/op"), unit: "M/s"}
	}
	return []row{rate("native", pingPongBench.native(t, root)), rate("Chromium", pingPongBench.inPage(t))}
}
