//go:build !js

package tcp_test

import (
	"testing"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/networktest"
	"overlap/engine/network/tcp"
)

func TestNetwork(t *testing.T) {
	networktest.Run(t, func(l *engine.Loop) network.Network { return tcp.New(l, tcp.Options{}) }, engine.NewMonotonic)
}

func BenchmarkNetwork(b *testing.B) {
	networktest.Benchmark(b, func(l *engine.Loop) network.Network { return tcp.New(l, tcp.Options{}) }, engine.NewMonotonic)
}
