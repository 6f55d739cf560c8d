package duplex

import (
	"errors"
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network"
)

// piece is the bytes of one read, and the instant at which they go back.
type piece struct {
	bytes []byte
	due   time.Duration
}

// echoQueue holds the pieces of one connection that have not gone back, oldest first.
type echoQueue struct {
	pieces []piece
	bytes  int
}

// maxQueued bounds the bytes in an echoQueue. With more the server stops reading, and TCP makes the client wait.
const maxQueued = 1 << 20

// serve sends everything back, in order, each piece after the delay, and answers the client's end with its own. It reads
// all the time: while there is something to send back, a task of its own sends.
func (x *duplex) serve(t *engine.Task, c *network.Conn) error {
	err := async.OpenNursery(t, func(n *async.Nursery) error {
		var queue echoQueue
		var sender *engine.Task
		for {
			bytes := make([]byte, x.chunk)
			got, err := c.Read(bytes)
			if errors.Is(err, engine.ErrDeadline) {
				return nil // the network bounds how long a client may be silent
			}
			if err != nil {
				return network.UnlessEnded(err)
			}
			queue.add(piece{bytes[:got], t.Now() + x.delay})
			if sender == nil || sender.Done() {
				sender = n.Go("echo", func(t *engine.Task) error { return queue.sendBack(t, c) })
				c.HandTo(sender)
				c.HandReadsTo(t)
			}
			if queue.bytes > maxQueued {
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

func (l *echoQueue) add(p piece) {
	l.pieces = append(l.pieces, p)
	l.bytes += len(p.bytes)
}

// sendBack writes every piece when it is due, until none is left.
func (l *echoQueue) sendBack(t *engine.Task, c *network.Conn) error {
	for len(l.pieces) > 0 {
		next := l.pieces[0]
		t.Label(strconv.Itoa(l.bytes) + " B")
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
