package duplex

import (
	"errors"
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network"
)

// piece is what one read brought, and when it goes back.
type piece struct {
	bytes []byte
	due   time.Duration
}

// line is what the server keeps of a connection, first come, first sent back.
type line struct {
	pieces []piece
	bytes  int
}

// most bounds the bytes on a line. With more the server stops reading, and TCP has the client wait.
const most = 1 << 20

// serve sends everything back, in order, each piece after the delay, and answers the client's end with its own.
// It goes on reading meanwhile: while there is something to send back, another task does that.
func (x *duplex) serve(t *engine.Task, c *network.Conn) error {
	err := async.OpenNursery(t, func(n *async.Nursery) error {
		var kept line
		var sender *engine.Task
		for {
			bytes, err := x.take(c)
			if err != nil {
				return network.UnlessEnded(err)
			}
			kept.add(piece{bytes, t.Now() + x.delay})
			if sender == nil || sender.Done() {
				sender = n.Go("echo", func(t *engine.Task) error { return kept.giveBack(t, c) })
				c.HandTo(sender)
				c.HandReadsTo(t)
			}
			if kept.bytes > most {
				if err := t.Await(sender); err != nil {
					return err
				}
			}
		}
	})
	if err != nil {
		return err
	}
	return c.CloseWrite()
}

// take returns what one read brings. A connection may be idle for as long as it likes, whatever the network says.
func (x *duplex) take(c *network.Conn) ([]byte, error) {
	chunk := make([]byte, x.chunk)
	n, err := c.Read(chunk)
	for errors.Is(err, engine.ErrDeadline) {
		n, err = c.Read(chunk)
	}
	return chunk[:n], err
}

func (l *line) add(p piece) {
	l.pieces = append(l.pieces, p)
	l.bytes += len(p.bytes)
}

// giveBack writes every piece when it is due, until none is left.
func (l *line) giveBack(t *engine.Task, c *network.Conn) error {
	for len(l.pieces) > 0 {
		next := l.pieces[0]
		t.Label(strconv.Itoa(len(next.bytes)) + " B")
		if wait := next.due - t.Now(); wait > 0 {
			if err := t.Sleep(wait); err != nil {
				return err
			}
		}
		if _, err := c.Write(next.bytes); err != nil {
			return err
		}
		l.pieces = l.pieces[1:]
		l.bytes -= len(next.bytes)
	}
	return nil
}
