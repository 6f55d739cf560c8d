package networktest

import (
	"strconv"
	"testing"

	"overlap/engine"
	"overlap/engine/network"
)

// Benchmark measures the networks that make returns: one request and its reply over a connection that stays
// open and over a new one, and many clients at once that each connect, ask and get their answer after 100 ms.
func Benchmark(b *testing.B, make func(*engine.Loop) network.Network, clock func() engine.Clock) {
	run := func(b *testing.B, main func(*engine.Task) error) {
		l := engine.NewLoop(engine.Config{Clock: clock(), Untraced: true, Limits: engine.Limits{Tasks: 1 << 30}})
		defer l.Close()
		engine.Attach(l, make(l))
		l.Main("main", main)
		if err := l.Run(); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("ping-pong", func(b *testing.B) {
		b.ReportAllocs()
		run(b, func(t *engine.Task) error { return pingPong(t, b) })
	})
	b.Run("request", func(b *testing.B) {
		b.ReportAllocs()
		run(b, func(t *engine.Task) error { return requests(t, b) })
	})
	for _, n := range []int{100, 1000, 10_000} {
		b.Run(strconv.Itoa(n)+" clients", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				run(b, func(t *engine.Task) error { return askAll(t, n) })
			}
		})
	}
}

func pingPong(t *engine.Task, b *testing.B) error {
	if _, err := network.Serve(t, peer, 0, upperLines); err != nil {
		return err
	}
	c, err := network.Dial(t, "peer")
	if err != nil {
		return err
	}
	defer c.Close()
	for b.Loop() {
		if err := c.WriteLine("ping"); err != nil {
			return err
		}
		if _, err := c.ReadLine(); err != nil {
			return err
		}
	}
	return nil
}

// request connects, asks and gets its answer.
func request(t *engine.Task) error {
	c, err := network.Dial(t, "peer")
	if err != nil {
		return err
	}
	defer c.Close()
	if err := c.WriteLine("please"); err != nil {
		return err
	}
	_, err = c.ReadLine()
	return err
}

func requests(t *engine.Task, b *testing.B) error {
	if _, err := network.Serve(t, peer, 0, upperLines); err != nil {
		return err
	}
	for b.Loop() {
		if err := request(t); err != nil {
			return err
		}
	}
	return nil
}

// askAll is n clients who all stay connected until each has its answer.
func askAll(t *engine.Task, n int) error {
	if _, err := network.Serve(t, peer, 0, slow(100*ms)); err != nil {
		return err
	}
	var clients []*engine.Task
	for range n {
		clients = append(clients, t.Go("client", request))
	}
	return awaitAll(t, clients)
}
