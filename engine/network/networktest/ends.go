package networktest

import (
	"testing"

	"overlap/engine"
	"overlap/engine/network"
)

// leftOpen runs a client that forgets to close a connection.
func (b backend) leftOpen(t *testing.T) {
	l := b.loop(t)
	c := &check{t}
	l.Main("main", func(t *engine.Task) error {
		if _, err := network.Serve(t, peer, 0, upperLines); err != nil {
			return err
		}
		for i := range 2 {
			conn, err := network.Dial(t, "peer")
			if err != nil {
				return err
			}
			if i == 0 {
				conn.Close()
			}
		}
		return pause(t)
	})
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	left := l.Report().LeftOpen
	if c.number("left open", len(left), 1); len(left) == 1 {
		c.text("left open", left[0], "connection 2 to peer, owned by main")
	}
}

// abandoned stops a run with tasks in every kind of wait: closing the loop ends them all.
func (b backend) abandoned(t *testing.T) {
	l := b.loop(t)
	unwound := 0
	l.Main("main", func(t *engine.Task) error {
		client, server, err := pair(t)
		if err != nil {
			return err
		}
		s, err := network.Listen(t, peer, 1)
		if err != nil {
			return err
		}
		for _, call := range []func() error{readOne(client), writeFull(server)} {
			task := t.Go("blocked", func(*engine.Task) error {
				defer func() { unwound++ }()
				return call()
			})
			client.HandReadsTo(task)
			server.HandTo(task)
			if err := t.Sleep(0); err != nil {
				return err
			}
		}
		t.Go("acceptor", func(t *engine.Task) error {
			defer func() { unwound++ }()
			for {
				if _, err := s.Accept(t); err != nil {
					return err
				}
			}
		})
		if _, err := network.Dial(t, "peer"); err != nil {
			return err
		}
		pause(t)
		t.Loop().Stop()
		return nil
	})
	if err := l.Run(); err != engine.ErrStopped {
		t.Fatal(err)
	}
	l.Close()
	(&check{t}).number("deferred calls that ran", unwound, 3)
}
