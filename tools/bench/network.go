package main

import (
	"runtime"
	"strconv"
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
	siteBench = gobench{"overlap/site", "^BenchmarkServe$", 2000}
)

// clients measures ten thousand connections at once: in the model, natively and in Chromium, and over TCP.
func clients(t browser.T, root string) []row {
	seconds := func(r results, name string) float64 { return r.of(t, name, "ns/op") / 1e9 }
	const echo = "TenThousand"
	rows := []row{
		{what: "threads + loop, the model, native", measured: seconds(echoBench.native(t, root), echo), budget: 0.15, unit: "s"},
		{what: "threads + loop, the model, Chromium", measured: seconds(echoBench.inPage(t), echo), budget: 0.5, unit: "s"},
	}
	return append(rows, besideGoroutines(t)...)
}

// besideGoroutines runs echo's loop over TCP and a plain program with a goroutine for each client by turns, each as often first as
// second, and compares the two of each turn: a machine that is busy for a while is so for both.
//
// Either side does what the other does not: the plain one has each socket in Go's poller, and two processors to itself where ours is
// one loop; ours writes 170,000 records and, once it would answer, looks for the rest of a split message.
func besideGoroutines(t browser.T) []row {
	const (
		clients = 9000 // both ends are in one process, which may have 20,000 open files
		turns   = 10
	)
	in, err := all.Find("echo").FromQuery("clients=" + strconv.Itoa(clients))
	if err != nil {
		t.Fatalf("bench: %v", err)
	}
	loop := in.Variants()[2]
	ours := func() time.Duration { return run(t, in, loop, overSockets()) }
	plain := func() time.Duration {
		took, err := plainEcho(clients, 100*time.Millisecond)
		if err != nil {
			t.Fatalf("bench: %v", err)
		}
		return took
	}
	var took, parts []float64
	for turn := range turns {
		var a, b time.Duration
		if turn%2 == 0 {
			a, b = fromClean(ours), fromClean(plain)
		} else {
			b, a = fromClean(plain), fromClean(ours)
		}
		took, parts = append(took, a.Seconds()), append(parts, a.Seconds()/b.Seconds())
	}
	return []row{
		{what: "loop, TCP on loopback, 9,000 clients", measured: median(took), unit: "s", note: "0.10 of it waiting"},
		{what: "  in parts of plain goroutines", measured: median(parts), budget: 1.1},
	}
}

// fromClean measures after the garbage of what was measured before is collected.
func fromClean(measure func() time.Duration) time.Duration {
	runtime.GC()
	return measure()
}

// serving compares the site's handler with net/http's.
func serving(t browser.T, root string) (rows []row) {
	r := siteBench.native(t, root)
	for _, file := range []string{"page", "program"} {
		ours, theirs := r.of(t, "Serve/"+file+"/overlap", "ns/op"), r.of(t, "Serve/"+file+"/FileServer", "ns/op")
		rows = append(rows, row{what: "a " + file, measured: ours / 1000, unit: "µs"},
			row{what: "  in parts of http.FileServer", measured: ours / theirs, budget: 1})
	}
	return rows
}

func overSockets() scenarios.Options {
	return scenarios.Options{Clock: engine.NewMonotonic, Network: func(l *engine.Loop) network.Network { return tcp.New(l, tcp.Options{}) }}
}

// overTCP measures how much longer runs over TCP take than in the model.
func overTCP(t browser.T) []row {
	in := all.Find("fanout").New()
	sockets := overSockets()
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
