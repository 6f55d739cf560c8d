//go:build !js

package fanout

import (
	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/tcp"
	"overlap/scenarios"
)

func backends() []backend {
	sockets := func(l *engine.Loop) network.Network { return tcp.New(l, tcp.Options{}) }
	return []backend{simulated, {name: "real", real: true, options: scenarios.Options{Clock: engine.NewMonotonic, Network: sockets}}}
}
