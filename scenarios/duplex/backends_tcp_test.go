//go:build !js

package duplex

import (
	"testing"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/tcp"
	"overlap/scenarios"
)

func backends() []backend {
	sockets := func(l *engine.Loop) network.Network { return tcp.New(l, tcp.Options{}) }
	return []backend{simulated, {name: "real", real: true, options: scenarios.Options{Clock: engine.NewMonotonic, Network: sockets}}}
}

// The native binary's servers let no client keep a read waiting for long. Here an idle connection stays open.
func TestIdleConnection(t *testing.T) {
	impatient := func(l *engine.Loop) network.Network { return tcp.New(l, tcp.Options{Idle: 5 * ms}) }
	a := backend{name: "impatient", real: true, options: scenarios.Options{Clock: engine.NewMonotonic, Network: impatient}}
	exchange(t, a, "delay=1ms", func(task *engine.Task) error {
		c, err := network.Dial(task, "echo")
		if err != nil {
			return err
		}
		defer c.Close()
		for range 2 {
			if err := task.Sleep(30 * ms); err != nil {
				return err
			}
			if got, err := say(c, []byte("still here")); err != nil || string(got) != "still here" {
				t.Errorf("after a while: %q, %v", got, err)
			}
		}
		return nil
	})
}
