//go:build !js

package fault_test

import (
	"errors"
	"net"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/enginetest"
	"overlap/engine/network"
	"overlap/engine/network/fault"
	"overlap/engine/network/networktest"
	"overlap/engine/network/tcp"
	"overlap/engine/trace"
)

func TestNetworkOverTCP(t *testing.T) {
	harmless := []fault.Fault{{Service: "peer", Kind: fault.Slow, Amount: 1, To: fault.Never}}
	networktest.Run(t, func(l *engine.Loop) network.Network { return fault.New(l, tcp.New(l, tcp.Options{}), harmless) }, engine.NewMonotonic)
}

// A service that was killed resets its clients, of the run and from outside, refuses others, and is back on the same port.
func TestKillOverTCP(t *testing.T) {
	list, err := fault.Parse("db:kill@50ms..150ms", []string{"db"})
	if err != nil {
		t.Fatal(err)
	}
	l := enginetest.New(t, engine.Config{Clock: engine.NewMonotonic()})
	engine.Attach[network.Network](l, fault.New(l, tcp.New(l, tcp.Options{}), list))
	outside := make(chan error, 1)
	l.Main("main", func(t *engine.Task) error {
		s, err := network.Serve(t, network.Address{Name: "db", Port: 9002}, 0, func(t *engine.Task, c *network.Conn) error {
			if _, err := c.ReadLine(); err != nil {
				return err
			}
			if t.Now() < 50*ms {
				return t.Sleep(time.Hour)
			}
			return c.WriteLine("back")
		})
		if err != nil {
			return err
		}
		go func() { outside <- answered(s.Endpoint()) }()
		c, err := network.Dial(t, "db")
		if err != nil {
			return err
		}
		if _, err := ask(c); !errors.Is(err, network.ErrReset) {
			return errors.New("before the kill: not reset but " + words(err))
		}
		c.Close()
		for {
			c, err := network.Dial(t, "db")
			if err == nil {
				defer c.Close()
				if _, err = ask(c); err != nil {
					return err
				}
				return blocked(t, func() error { return answered(s.Endpoint()) })
			}
			if !errors.Is(err, network.ErrRefused) {
				return err
			}
			if err := t.Sleep(5 * ms); err != nil {
				return err
			}
		}
	})
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	if err := <-outside; err == nil {
		t.Error("a client from outside had an answer of a killed service")
	}
}

// blocked makes a call outside of the loop, which serves meanwhile.
func blocked(t *engine.Task, call func() error) (err error) {
	if cut := t.Block(t.Loop().NewLot(trace.WhyExecutor, "a program", 0), func() { err = call() }, func() {}); cut != nil {
		return cut
	}
	return err
}

// answered asks a service as any program does.
func answered(at string) error {
	c, err := net.Dial("tcp", at)
	if err != nil {
		return err
	}
	defer c.Close()
	if _, err := c.Write([]byte("question\n")); err != nil {
		return err
	}
	_, err = c.Read(make([]byte, 64))
	return err
}
