//go:build !js

package tcp_test

import (
	"errors"
	"os"
	"runtime"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/tcp"
)

// However a run ends, closing its loop leaves no goroutine and no socket: with tasks that wait in every call,
// connections that nobody closed, a listener whose queue nobody accepted.
func TestNothingIsLeft(t *testing.T) {
	boom := errors.New("boom")
	for _, k := range []struct {
		name string
		end  func(*engine.Task) error
		want error
	}{
		{"well", func(*engine.Task) error { return nil }, nil},
		{"failed", func(*engine.Task) error { return boom }, boom},
		{"stopped", func(t *engine.Task) error { t.Loop().Stop(); return t.Sleep(0) }, engine.ErrStopped},
	} {
		t.Run(k.name, func(t *testing.T) {
			goroutines, files := runtime.NumGoroutine(), openFiles(t)
			l := engine.NewLoop(engine.Config{Clock: engine.NewMonotonic()})
			engine.Attach[network.Network](l, tcp.New(l, tcp.Options{}))
			l.Main("main", func(t *engine.Task) error {
				if err := waitEverywhere(t); err != nil {
					return err
				}
				return k.end(t)
			})
			if err := l.Run(); err != k.want {
				t.Fatal(err)
			}
			l.Close()
			for i := 0; runtime.NumGoroutine() > goroutines && i < 1_000_000; i++ {
				runtime.Gosched() // a goroutine that has said it is done still has to end
			}
			if n := runtime.NumGoroutine(); n > goroutines {
				t.Errorf("%d goroutines are left, there were %d", n, goroutines)
			}
			if n := openFiles(t); n > files {
				t.Errorf("%d files are open, there were %d", n, files)
			}
		})
	}
}

// openFiles returns how many files the process has open, where the system tells.
func openFiles(t *testing.T) int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Log("this system does not tell which files are open: ", err)
	}
	return len(entries)
}

// waitEverywhere leaves a task waiting in every kind of call.
func waitEverywhere(t *engine.Task) error {
	if _, err := network.Serve(t, api, 0, func(t *engine.Task, c *network.Conn) error {
		if err := read(c); err != nil {
			return err
		}
		return t.Sleep(time.Hour)
	}); err != nil {
		return err
	}
	full := network.Address{Name: "full"}
	if _, err := network.Listen(t, full, 1); err != nil {
		return err
	}
	use := []func(*network.Conn) error{read, write, func(*network.Conn) error { return nil }}
	for i := range 30 {
		t.Go("client", func(t *engine.Task) error {
			c, err := network.Dial(t, "api")
			if err != nil {
				return err
			}
			return use[i%3](c) // and leave it open
		})
	}
	for range 5 { // of which some hang: nobody accepts
		t.Go("dialler", func(t *engine.Task) error {
			_, err := network.Dial(t, "full")
			return err
		})
	}
	return t.Sleep(20 * ms)
}

func read(c *network.Conn) error {
	_, err := c.Read(make([]byte, 1))
	return err
}

// write goes on until there is no more room.
func write(c *network.Conn) (err error) {
	for p := make([]byte, 64<<10); err == nil; {
		_, err = c.Write(p)
	}
	return err
}
