package memory_test

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/memory"
	"overlap/engine/trace/tracetest"
)

// party is one end of a connection in a random conversation: what it does, and what it saw.
type party struct {
	moves          []move
	sent, received bytes.Buffer
	readEnd        error // what reading ended with, nil when it was not read to the end
	writeEnd       error
	finished       bool // it said that no more comes, and did not fail before
	broke          bool // it reset the connection, or closed it perhaps unread: what was under way to the peer may be lost
}

type move struct {
	what string
	size int
	wait time.Duration
}

func drawMoves(t *rapid.T, name string) []move {
	kinds := []string{"write", "write", "write", "read", "read", "read", "sleep", "nagle", "no-delay", "half-close", "close", "reset"}
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) move {
		return move{
			what: rapid.SampledFrom(kinds).Draw(t, "what"),
			size: rapid.IntRange(1, 300).Draw(t, "size"),
			wait: time.Duration(rapid.IntRange(0, 3).Draw(t, "wait")) * ms,
		}
	}), 0, 25).Draw(t, name)
}

// play makes the moves on the party's connection. Waits are bounded, so that no conversation is a deadlock.
func (p *party) play(t *engine.Task, c *network.Conn) error {
	defer c.Close()
	next := byte(0)
	for _, m := range p.moves {
		c.SetTimeout(20 * ms)
		switch m.what {
		case "write":
			b := make([]byte, m.size)
			for i := range b {
				b[i] = next + byte(i)
			}
			n, err := c.Write(b)
			p.sent.Write(b[:n])
			next += byte(n)
			p.writeEnd = err
		case "read":
			b := make([]byte, m.size)
			n, err := c.Read(b)
			p.received.Write(b[:n])
			if err != nil && err != engine.ErrDeadline && err != network.ErrClosed {
				p.readEnd = err
			}
		case "nagle", "no-delay":
			c.SetNoDelay(m.what == "no-delay")
		case "half-close":
			if c.CloseWrite() == nil {
				p.finished = true
			}
		case "close":
			c.Close()
			p.broke = true
		case "reset":
			c.Reset()
			p.broke = true
		}
		if err := t.Sleep(m.wait); err != nil {
			return err
		}
	}
	if p.broke {
		return nil
	}
	return p.finish(c)
}

// finish reads to the end, so that closing is no reset.
func (p *party) finish(c *network.Conn) error {
	c.CloseWrite()
	p.finished = true
	c.SetTimeout(time.Hour)
	rest, err := io.ReadAll(c)
	p.received.Write(rest)
	if p.readEnd == nil && err == nil {
		p.readEnd = io.EOF
	}
	if err != nil && err != network.ErrReset {
		return err
	}
	return nil
}

// Whatever two tasks do to a connection, each receives a prefix of what the other sent, and all of it when
// neither broke the connection off.
func TestRandomConversations(t *testing.T) { rapid.Check(t, randomConversation) }

// FuzzConversations draws the same conversations from the fuzzer's bytes, some thousand bytes for each.
func FuzzConversations(f *testing.F) {
	random := rand.NewChaCha8([32]byte{})
	for range 16 {
		seed := make([]byte, 4096)
		random.Read(seed)
		f.Add(seed)
	}
	f.Fuzz(rapid.MakeFuzz(randomConversation))
}

func randomConversation(t *rapid.T) {
	l := engine.NewLoop(engine.Config{Costs: drawCosts(t)})
	defer l.Close()
	n := memory.New(l, drawOptions(t))
	engine.Attach[network.Network](l, n)
	client, server := &party{moves: drawMoves(t, "client")}, &party{moves: drawMoves(t, "server")}
	l.Main("client", func(t *engine.Task) error { return converse(t, client, server) })
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	if err := tracetest.Validate(l.Trace()); err != nil {
		t.Fatal(err)
	}
	if left, s := l.Report().LeftOpen, n.Stats(); len(left) > 0 || s.InFlight != 0 || s.Open != 0 {
		t.Fatalf("left open: %v, in flight: %+v", left, s)
	}
	compare(t, "the server", client, server)
	compare(t, "the client", server, client)
}

func drawOptions(t *rapid.T) memory.Options {
	return memory.Options{
		Latency:   time.Duration(rapid.SampledFrom([]int{0, 0, 1, 7}).Draw(t, "latency")) * ms,
		Back:      time.Duration(rapid.SampledFrom([]int{0, 0, 3, -1}).Draw(t, "back")) * ms,
		Buffer:    rapid.SampledFrom([]int{0, 1, 100, 1000, memory.Undrained}).Draw(t, "buffer"),
		Bandwidth: rapid.SampledFrom([]int{0, 0, 1_000_000, 50_000}).Draw(t, "bandwidth"),
		Ports:     rapid.SampledFrom([]int{0, 1}).Draw(t, "ports"),
		// As few as do: a listener and both ends.
		Descriptors: rapid.SampledFrom([]int{0, 3}).Draw(t, "descriptors"),
	}
}

func drawCosts(t *rapid.T) engine.Costs {
	return rapid.SampledFrom(append(engine.Profiles(), engine.Costs{Read: 3 * ms, Write: ms})).Draw(t, "costs")
}

func converse(t *engine.Task, client, server *party) error {
	s, err := network.Listen(t, db, 0)
	if err != nil {
		return err
	}
	defer s.Close()
	serving := t.Go("server", func(t *engine.Task) error {
		c, err := s.Accept(t)
		if err != nil {
			return err
		}
		return server.play(t, c)
	})
	c, err := network.Dial(t, "db")
	if err != nil {
		return err
	}
	return errors.Join(client.play(t, c), t.Await(serving))
}

func compare(t *rapid.T, name string, from, to *party) {
	sent, received := from.sent.Bytes(), to.received.Bytes()
	if !bytes.HasPrefix(sent, received) {
		t.Fatalf("%s received %d bytes that are no prefix of the %d sent", name, len(received), len(sent))
	}
	if whole := !from.broke && !to.broke; whole && (len(received) != len(sent) || to.readEnd != io.EOF) {
		t.Fatalf("%s received %d of %d bytes and then %v, though nobody broke off", name, len(received), len(sent), to.readEnd)
	}
	if to.readEnd == io.EOF && !from.broke && len(received) != len(sent) {
		t.Fatalf("%s was told of the end after %d of %d bytes", name, len(received), len(sent))
	}
}
