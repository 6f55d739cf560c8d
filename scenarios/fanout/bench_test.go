package fanout

import (
	"runtime"
	"runtime/debug"
	"testing"

	"overlap/scenarios"
)

// BenchmarkThousand is a thousand requests at once in the model, the trace on: each variant has nine to ten thousand tasks. Garbage is
// collected as on the page, at the end of each variant.
func BenchmarkThousand(b *testing.B) {
	in, err := Scenario.FromQuery("clients=1000")
	if err != nil {
		b.Fatal(err)
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	b.ReportAllocs()
	for b.Loop() {
		for _, v := range in.Variants() {
			if r := in.Start(v, scenarios.Options{}).Finish(); r.Err != nil {
				b.Fatal(v.Name, r.Err)
			}
			runtime.GC()
		}
	}
}
