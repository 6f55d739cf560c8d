package echo

import (
	"testing"

	"overlap/scenarios"
)

// BenchmarkTenThousand is the budget for 10,000 clients in the model, the trace on: with a thread for each, and then
// on an event loop.
func BenchmarkTenThousand(b *testing.B) {
	in, err := Scenario.FromQuery("clients=10000")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, v := range in.Variants() {
			if v.Name == "single" {
				continue
			}
			if r := in.Start(v, scenarios.Options{}).Finish(); r.Err != nil || r.Value != resultText(10_000, 10_000, 0) {
				b.Fatal(v.Name, r.Value, r.Err)
			}
		}
	}
}
