package tcp

import (
	"syscall"
	"testing"

	"overlap/engine"
	"overlap/engine/network"
)

// Small writes are sent at once at both ends, as network.Stream says, though only one end is told so: an accepted socket has it from
// the socket that listens.
func TestNeitherEndDelays(t *testing.T) {
	l := engine.NewLoop(engine.Config{Clock: engine.NewMonotonic()})
	defer l.Close()
	n := New(l, Options{})
	l.Main("main", func(task *engine.Task) error {
		ln, err := n.Listen(task, network.Address{Name: "api"}, 0)
		if err != nil {
			return err
		}
		dialled, err := n.Dial(task, "api", 1, -1)
		if err != nil {
			return err
		}
		accepted, _, err := ln.Accept(task)
		if err != nil {
			return err
		}
		for name, s := range map[string]network.Stream{"dialled": dialled, "accepted": accepted} {
			on, err := syscall.GetsockoptInt(s.(*stream).conn.(*fdSocket).fd, syscall.IPPROTO_TCP, syscall.TCP_NODELAY)
			if on == 0 || err != nil {
				t.Errorf("TCP_NODELAY of the %s end is %d, %v", name, on, err)
			}
		}
		return nil
	})
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
}
