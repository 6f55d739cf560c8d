//go:build !js

package duplex

import (
	"io"
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

// The native binary's servers let no client be silent for long: its connection ends, after all has come back.
func TestIdleConnection(t *testing.T) {
	impatient := func(l *engine.Loop) network.Network { return tcp.New(l, tcp.Options{Idle: 50 * ms}) }
	a := backend{name: "impatient", real: true, options: scenarios.Options{Clock: engine.NewMonotonic, Network: impatient}}
	exchange(t, a, "delay=1ms", func(task *engine.Task) error {
		c, err := network.Dial(task, "echo")
		if err != nil {
			return err
		}
		defer c.Close()
		if got, err := say(c, []byte("here")); err != nil || string(got) != "here" {
			t.Errorf("at first: %q, %v", got, err)
		}
		for err == nil || err == engine.ErrDeadline { // of this end, which the network bounds, too
			_, err = c.Read(make([]byte, 1))
		}
		if err != io.EOF {
			t.Errorf("a silent client: %v", err)
		}
		return nil
	})
}
