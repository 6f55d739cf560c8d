package ports

import (
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/quantity"
)

var address = network.Address{Name: "service", Port: 8086}

// keepAlive is the request of a client that wants the connection kept open, as HTTP's header Connection.
const keepAlive = "keep-alive"

// listen starts the server: one task, which serves one connection at a time. A task for each would show no more.
func (x *client) listen(t *engine.Task) error {
	s, err := network.Listen(t, address, 0)
	if err != nil {
		return err
	}
	t.Go(address.Name, func(t *engine.Task) error {
		t.Daemon()
		t.Group(address.String())
		for {
			c, err := s.Accept(t)
			if err != nil {
				return err
			}
			if err := x.serve(t, c); err != nil {
				return err
			}
			c.Close()
		}
	})
	return nil
}

// timeWait is how long a port stays taken by whose end closed first.
const timeWait = time.Minute

// outcomes counts how requests ended.
type outcomes struct {
	every            int // how many requests there are from one that is shown to the next
	answered, failed int
	again            bool            // a request was answered after one had no port
	closed           []time.Duration // when the client closed first, in the last timeWait
}

// outcomes returns none yet.
func (x *client) outcomes() *outcomes { return &outcomes{every: max(1, x.requests/shown)} }

// shown is about how many requests gauges change after: a record for each of ten thousand would show no more.
const shown = 200

// exchange sends a request and waits for the answer.
func (o *outcomes) exchange(t *engine.Task, c *network.Conn, request string) error {
	if err := c.WriteLine(request); err != nil {
		return err
	}
	_, err := c.ReadLine()
	if o.answered++; o.failed > 0 && !o.again {
		o.again = true
		t.Mark("a port is free again")
	}
	o.show(t)
	return err
}

// fail counts a request for which there was no port.
func (o *outcomes) fail(t *engine.Task) {
	if o.failed == 0 {
		t.Mark("no port is left")
	}
	o.failed++
	o.show(t)
}

// show has gauges say what was counted, after some requests.
func (o *outcomes) show(t *engine.Task) {
	if (o.answered+o.failed)%o.every == 0 {
		for len(o.closed) > 0 && o.closed[0]+timeWait <= t.Now() {
			o.closed = o.closed[1:]
		}
		t.Gauge("in TIME_WAIT", int64(len(o.closed)))
		t.Gauge("answered in all", int64(o.answered))
		t.Gauge("failed in all", int64(o.failed))
	}
}

func (o *outcomes) text() string {
	return quantity.Count(o.failed) + " of " + quantity.Count(o.answered+o.failed) + " failed"
}
