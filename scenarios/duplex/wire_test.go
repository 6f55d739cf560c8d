package duplex

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network"
)

// noise returns n bytes in which a shifted, lost or repeated one shows.
func noise(n int) []byte {
	r := rand.NewPCG(uint64(n), 1)
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint64())
	}
	return b
}

// say sends bytes and reads as many back.
func say(c *network.Conn, sent []byte) ([]byte, error) {
	if _, err := c.Write(sent); err != nil {
		return nil, err
	}
	got := make([]byte, 0, len(sent))
	for buf := make([]byte, 4096); len(got) < len(sent); {
		n, err := c.Read(buf)
		got = append(got, buf[:n]...)
		if err != nil {
			return got, err
		}
	}
	return got, nil
}

// rest reads to the end.
func rest(c *network.Conn) (got []byte, err error) {
	for buf := make([]byte, 4096); ; {
		n, err := c.Read(buf)
		got = append(got, buf[:n]...)
		if errors.Is(err, io.EOF) {
			return got, nil
		}
		if err != nil {
			return got, err
		}
	}
}

// Bytes come back unchanged and in order, many times on one connection; the end is answered by the end.
func TestWire(t *testing.T) {
	onEachBackend(t, func(t *testing.T, task *engine.Task) error {
		c, err := network.Dial(task, "echo")
		if err != nil {
			return err
		}
		defer c.Close()
		for _, n := range []int{1, 2, 55, 4096, 16383, 16384, 16385, 60_000} {
			sent := noise(n)
			if got, err := say(c, sent); err != nil || !bytes.Equal(got, sent) {
				t.Fatalf("of %d bytes %d came back, the same: %v, %v", n, len(got), bytes.HasPrefix(sent, got), err)
			}
		}
		c.CloseWrite()
		if got, err := rest(c); len(got) > 0 || err != nil {
			t.Errorf("after the end %q came, %v", got, err)
		}
		return nil
	})
}

// A client that closes its direction has everything back before the server closes the other.
func TestHalfClose(t *testing.T) {
	onEachBackend(t, func(t *testing.T, task *engine.Task) error {
		for _, sent := range [][]byte{nil, []byte("x"), noise(40_000)} {
			c, err := network.Dial(task, "echo")
			if err != nil {
				return err
			}
			c.Write(sent)
			c.CloseWrite()
			if got, err := rest(c); err != nil || !bytes.Equal(got, sent) {
				t.Errorf("of %d bytes %d came back, %v", len(sent), len(got), err)
			}
			c.Close()
		}
		return nil
	})
}

// More than the server keeps and the network holds needs a client that reads while it sends.
func TestAnySize(t *testing.T) {
	onEachBackend(t, func(t *testing.T, task *engine.Task) error {
		sent := noise(3 << 20)
		c, err := network.Dial(task, "echo")
		if err != nil {
			return err
		}
		defer c.Close()
		var got []byte
		err = async.OpenNursery(task, func(n *async.Nursery) error {
			c.HandTo(n.Go("sender", func(*engine.Task) error {
				if _, err := c.Write(sent); err != nil {
					return err
				}
				return c.CloseWrite()
			}))
			c.HandReadsTo(n.Go("receiver", func(*engine.Task) (err error) {
				got, err = rest(c)
				return err
			}))
			return nil
		})
		if !bytes.Equal(got, sent) {
			t.Errorf("of %d bytes %d came back, the same: %v", len(sent), len(got), bytes.HasPrefix(sent, got))
		}
		return err
	})
}

// A client that leaves early or resets the connection harms no other client.
func TestRudeClients(t *testing.T) {
	onEachBackend(t, func(t *testing.T, task *engine.Task) error {
		kept, err := network.Dial(task, "echo")
		if err != nil {
			return err
		}
		defer kept.Close()
		for _, n := range []int{0, 55, 60_000} {
			for _, leave := range []func(*network.Conn) error{(*network.Conn).Close, (*network.Conn).Reset} {
				c, err := network.Dial(task, "echo")
				if err != nil {
					return err
				}
				c.Write(noise(n))
				leave(c)
			}
		}
		if got, err := say(kept, []byte("still there?")); err != nil || string(got) != "still there?" {
			t.Errorf("afterwards it answers %q, %v", got, err)
		}
		return nil
	})
}

// Whatever a client sends, in whatever pieces, comes back.
func FuzzDuplex(f *testing.F) {
	f.Add([]byte("hello"), uint16(0), uint16(64))
	f.Add(noise(300), uint16(100), uint16(65))
	f.Add([]byte{}, uint16(3), uint16(1))
	f.Fuzz(func(t *testing.T, sent []byte, cut, pause uint16) {
		exchange(t, simulated, "delay=1ms&chunk=64", func(task *engine.Task) error {
			c, err := network.Dial(task, "echo")
			if err != nil {
				return err
			}
			defer c.Close()
			at := min(int(cut), len(sent))
			c.Write(sent[:at])
			if err := task.Sleep(time.Duration(pause) * 100 * time.Microsecond); err != nil {
				return err
			}
			c.Write(sent[at:])
			c.CloseWrite()
			got, err := rest(c)
			if !bytes.Equal(got, sent) {
				t.Errorf("%q came back as %q", sent, got)
			}
			return err
		})
	})
}
