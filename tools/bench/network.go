package main

import (
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/tcp"
	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/tools/browser"
)

var (
	echoBench = gobench{"overlap/scenarios/echo", "^BenchmarkTenThousand$", 1}
	tcpBench  = gobench{"overlap/engine/network/tcp", "^BenchmarkNetwork$/^10000_clients$", 1}
)

// clients measures ten thousand connections at once: in the model, natively and in Chromium, and over TCP.
func clients(t browser.T, root string) []row {
	seconds := func(r results, name string) float64 { return r.of(t, name, "ns/op") / 1e9 }
	const echo = "TenThousand"
	return []row{
		{what: "threads + loop, the model, native", measured: seconds(echoBench.native(t, root), echo), budget: 0.15, unit: "s"},
		{what: "threads + loop, the model, Chromium", measured: seconds(echoBench.inPage(t), echo), budget: 0.5, unit: "s"},
		{what: "loop, TCP on loopback", measured: seconds(tcpBench.native(t, root), "Network/10000_clients"), unit: "s", note: "0.10 of it waiting"},
	}
}

// overTCP measures how much longer runs over TCP take than in the model.
func overTCP(t browser.T) []row {
	in := all.Find("fanout").New()
	sockets := scenarios.Options{Clock: engine.NewMonotonic, Network: func(l *engine.Loop) network.Network { return tcp.New(l, tcp.Options{}) }}
	var rows []row
	for _, v := range in.Variants() {
		model := run(t, in, v, scenarios.Options{})
		var more []float64
		for range nativeRuns {
			more = append(more, float64(run(t, in, v, sockets)-model)/1e6)
		}
		rows = append(rows, row{what: v.Name + ", " + model.String(), measured: median(more), budget: 10, unit: "ms"})
	}
	return rows
}

func run(t browser.T, in *scenarios.Instance, v scenarios.Variant, o scenarios.Options) time.Duration {
	r := in.Start(v, o).Finish()
	if r.Err != nil {
		t.Fatalf("bench: fanout %s: %v", v.Name, r.Err)
	}
	return r.Total
}
