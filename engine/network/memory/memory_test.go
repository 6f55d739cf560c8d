package memory_test

import (
	"testing"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/memory"
	"overlap/engine/network/networktest"
)

// virtual is the clock of the model.
func virtual() engine.Clock { return nil }

func TestNetwork(t *testing.T) {
	networktest.Run(t, func(l *engine.Loop) network.Network { return memory.New(l, memory.Options{}) }, virtual)
}

func TestNetworkWithLatency(t *testing.T) {
	options := memory.Options{Latency: 1_000_000, Connect: 2_000_000}
	networktest.Run(t, func(l *engine.Loop) network.Network { return memory.New(l, options) }, virtual)
}

func TestNetworkInRealTime(t *testing.T) {
	networktest.Run(t, func(l *engine.Loop) network.Network { return memory.New(l, memory.Options{}) }, engine.NewMonotonic)
}

func BenchmarkNetwork(b *testing.B) {
	networktest.Benchmark(b, func(l *engine.Loop) network.Network { return memory.New(l, memory.Options{}) }, virtual)
}
