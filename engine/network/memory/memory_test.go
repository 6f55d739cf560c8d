package memory_test

import (
	"testing"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/memory"
	"overlap/engine/network/networktest"
)

func TestNetwork(t *testing.T) {
	networktest.Run(t, func(l *engine.Loop) network.Network { return memory.New(l, memory.Options{}) }, engine.NewVirtual)
}

func TestNetworkWithLatency(t *testing.T) {
	options := memory.Options{Latency: 1_000_000, Connect: 2_000_000}
	networktest.Run(t, func(l *engine.Loop) network.Network { return memory.New(l, options) }, engine.NewVirtual)
}

func TestNetworkInRealTime(t *testing.T) {
	networktest.Run(t, func(l *engine.Loop) network.Network { return memory.New(l, memory.Options{}) }, engine.NewMonotonic)
}

func BenchmarkNetwork(b *testing.B) {
	networktest.Benchmark(b, func(l *engine.Loop) network.Network { return memory.New(l, memory.Options{}) }, engine.NewVirtual)
}
