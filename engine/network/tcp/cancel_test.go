//go:build !js

package tcp_test

import (
	"net"
	"testing"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/tcp"
)

// What arrives between a wait's end outside and its cancellation inside is not lost: the loop is kept busy, so
// that both happen before it looks.

func TestCancelledReadKeepsItsBytes(t *testing.T) {
	run(t, tcp.Options{}, func(task *engine.Task) error {
		s, err := network.Listen(task, api, 0)
		if err != nil {
			return err
		}
		client, err := net.Dial("tcp", s.Endpoint())
		if err != nil {
			return err
		}
		defer client.Close()
		c, err := s.Accept(task)
		if err != nil {
			return err
		}
		defer c.Close()
		reading := task.Go("reader", func(*engine.Task) error {
			_, err := c.Read(make([]byte, 10))
			return err
		})
		c.HandTo(reading)
		if err := task.Sleep(ms); err != nil {
			return err
		}
		if _, err := client.Write([]byte("line\n")); err != nil {
			return err
		}
		task.Work(20 * ms)
		reading.Cancel("enough")
		if err := task.Await(reading); !engine.IsCancelled(err) {
			t.Errorf("reading: got error %v, want a cancellation", err)
		}
		c.HandTo(task)
		if line, err := c.ReadLine(); line != "line" {
			t.Errorf("after it: got %q and %v", line, err)
		}
		return nil
	})
}

func TestCancelledAcceptKeepsItsConnection(t *testing.T) {
	run(t, tcp.Options{}, func(task *engine.Task) error {
		s, err := network.Listen(task, api, 0)
		if err != nil {
			return err
		}
		accepting := task.Go("acceptor", func(t *engine.Task) error {
			_, err := s.Accept(t)
			return err
		})
		if err := task.Sleep(ms); err != nil {
			return err
		}
		for i, name := range []string{"first\n", "second\n"} {
			client, err := net.Dial("tcp", s.Endpoint())
			if err != nil {
				return err
			}
			defer client.Close()
			client.Write([]byte(name))
			if i == 0 {
				task.Work(20 * ms)
				accepting.Cancel("enough")
				if err := task.Await(accepting); !engine.IsCancelled(err) {
					t.Errorf("accepting: got error %v, want a cancellation", err)
				}
			}
		}
		c, err := s.Accept(task)
		if err != nil {
			return err
		}
		defer c.Close()
		if line, err := c.ReadLine(); line != "first" {
			t.Errorf("accepted %q and %v, want the first client", line, err)
		}
		return nil
	})
}
