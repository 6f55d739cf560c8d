// Package openloop is the scenario of a load test that does not see what it should measure.
package openloop

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network"
	"overlap/scenarios"
)

// Scenario is the load test.
var Scenario = &scenarios.Scenario{
	ID:       "openloop",
	Title:    "Open loop: the load test that waits politely",
	Question: "A service gets 100 requests a second, answers each in 5 ms, and stalls once, for a second. Two load tests measure it. One of them sends its next request when it has the answer to the last. What does it report?",
	Topic:    scenarios.TheNetwork,
	Level:    11,
	Declare:  declare,
}

type load struct {
	requests, stallAt  int
	every, work, stall time.Duration
}

func declare(d *scenarios.Declaration) {
	x := &load{}
	d.Int(&x.requests, "requests", 300, scenarios.Between(1, 2000), "Requests", "how many each client sends")
	d.SampleUpTo("requests", 200)
	d.Duration(&x.every, "every", 10*time.Millisecond, scenarios.Between(time.Millisecond, time.Second), "One every", "how long after a request the next one is due")
	d.Duration(&x.work, "work", 5*time.Millisecond, scenarios.Between(0, time.Second), "An answer takes", "how long the service works at a request when it does not stall")
	d.Duration(&x.stall, "stall", time.Second, scenarios.Between(0, 10*time.Second), "Stall", "how long the service does nothing, once")
	d.Int(&x.stallAt, "stall-at", 101, scenarios.Between(1, 2000), "It stalls at request", "which request finds the service stalled first")
	d.Live("every", "work")

	d.OwnService(address.Name, address.Port, (&service{load: x}).serve).Takes("request").InEach().Heeds("stall", "stall-at")
	d.MainTask("client")
	d.Variant("closed", "A closed client", x.closed)
	d.Variant("open", "An open client", x.open)
	d.Undetermined("closed", "open")
	d.Incomparable()
	d.Latencies("a request", true)
	d.Headline(x.headline)
	d.GuessWhich("A closed client waits for each answer. The service stalls for a second. How many of 300 requests are slow?", x.slowWhenClosed, "1", "10", "100", "200")

	d.Preset("A stall of 100 ms", "stall=100ms")
	d.Preset("A thousand requests a second", "requests=2000&every=1ms&work=1ms&stall-at=501")
	d.Preset("No stall", "stall=0s")
	scenarios.Claims(d, x)
}

// closed sends the next request when it is due, but not before the answer to the last.
func (x *load) closed(t *engine.Task) (string, error) {
	m, err := x.start(t)
	due := t.Now()
	for i := 0; i < x.requests && err == nil; i++ {
		if err = m.request(t); err == nil { // [1]
			due = max(due+x.every, t.Now())
			err = t.Sleep(due - t.Now()) // [2]
		}
	}
	return m.text(), err
}

// open sends each request when it is due, as users do, who know nothing of each other.
func (x *load) open(t *engine.Task) (string, error) {
	m, err := x.start(t)
	if err != nil {
		return "", err
	}
	err = async.OpenNursery(t, func(n *async.Nursery) error { // [3]
		due := t.Now()
		for i := range x.requests {
			n.Go("request "+strconv.Itoa(i+1), m.request)
			due += x.every
			if err := t.Sleep(due - t.Now()); err != nil { // [4]
				return err
			}
		}
		return nil
	})
	return m.text(), err
}

// request makes a request and notes how long the answer took.
func (m *measured) request(t *engine.Task) error {
	began := t.Now()
	c, err := network.Dial(t, address.Name) // [5]
	if err != nil {
		return err
	}
	defer c.Close()
	if err := c.WriteLine("request"); err != nil {
		return err
	}
	_, err = c.ReadLine() // [6]
	m.note(t, t.Now()-began)
	return err
}

// serve answers a request, after the stall if there is one.
func (s *service) serve(t *engine.Task, c *network.Conn) error {
	if _, err := c.ReadLine(); err != nil { // [7]
		return network.UnlessEnded(err)
	}
	if err := t.Sleep(s.stalled(t)); err != nil { // [8]
		return err
	}
	if err := t.Sleep(s.work); err != nil { // [9]
		return err
	}
	return network.UnlessEnded(c.WriteLine("answer"))
}
