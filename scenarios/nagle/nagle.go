// Package nagle is the scenario of small writes that wait for an acknowledgement that waits for data.
package nagle

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/scenarios"
)

// Scenario is Nagle's algorithm against the delayed acknowledgement.
var Scenario = &scenarios.Scenario{
	ID:       "nagle",
	Title:    "Nagle: two small writes and a read",
	Question: "A client sends a request in two small writes, the head and then the body, and reads the answer. The server works for 20 ms, the network takes no time at all. How long do ten of these take?",
	Topic:    scenarios.TheNetwork,
	Level:    9,
	Declare:  declare,
}

type exchanges struct {
	count, writes int
	work          time.Duration
}

func declare(d *scenarios.Declaration) {
	x := &exchanges{}
	d.Int(&x.count, "exchanges", 10, scenarios.Between(1, 100), "Exchanges", "how many requests are sent and answered, one after another")
	d.Int(&x.writes, "writes", 2, scenarios.Between(1, 10), "Small writes", "in how many writes the first two variants send a request")
	d.Duration(&x.work, "work", 20*time.Millisecond, scenarios.Between(0, 2*time.Second), "The server works for", "how long the server takes for an answer, once it has the whole request")
	d.Live("work")

	d.Service("server", 8083, x.serve).Takes("hello").Heeds("work")
	d.MainTask("client")
	d.Variant("small-writes", "Small writes", x.smallWrites)
	d.Variant("no-delay", "Small writes, TCP_NODELAY", x.noDelay)
	d.Variant("one-write", "One write", x.oneWrite)
	d.Headline(x.headline)
	d.GuessWhich("Ten requests in two small writes each, 20 ms of work for each. How long do they take?", x.totalOfSmallWrites, "200 ms", "240 ms", "600 ms", "4 s")

	d.Preset("Nothing but the wait", "work=0s")
	d.Preset("Five small writes", "writes=5")
	d.Preset("A hundred queries", "exchanges=100&work=1ms")
	scenarios.Claims(d, x)
}

// smallWrites sends each request in parts over a socket as the system makes it, with Nagle's algorithm.
func (x *exchanges) smallWrites(t *engine.Task) (string, error) { return x.run(t, false, x.writes) }

// noDelay switches the algorithm off: the second part does not wait.
func (x *exchanges) noDelay(t *engine.Task) (string, error) { return x.run(t, true, x.writes) }

// oneWrite puts the parts together before it sends them: there is no second part.
func (x *exchanges) oneWrite(t *engine.Task) (string, error) { return x.run(t, false, 1) }

// run makes one exchange after another, each request in a number of writes.
func (x *exchanges) run(t *engine.Task, noDelay bool, writes int) (string, error) {
	c, err := network.Dial(t, "server") // [1]
	if err != nil {
		return "", err
	}
	defer c.Close()
	if err := c.SetNoDelay(noDelay); err != nil {
		return "", err
	}
	answered := 0
	for range x.count {
		for _, part := range parts(writes) {
			if _, err := c.Write([]byte(part)); err != nil { // [2]
				return "", err
			}
		}
		if _, err := c.ReadLine(); err != nil { // [3]
			return "", err
		}
		answered++
	}
	return strconv.Itoa(answered) + " answers", nil
}

// parts returns a request, which is a line, in parts.
func parts(n int) (all []string) {
	for range n - 1 {
		all = append(all, "head ")
	}
	return append(all, "body\n")
}

// serve answers each line.
func (x *exchanges) serve(t *engine.Task, c *network.Conn) error {
	for {
		if _, err := c.ReadLine(); err != nil { // [4]
			return network.UnlessEnded(err)
		}
		if err := t.Sleep(x.work); err != nil { // [5]
			return err
		}
		if err := c.WriteLine("answer"); err != nil {
			return network.UnlessEnded(err)
		}
	}
}
