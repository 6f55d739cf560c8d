// Package shutdown is the scenario of a server that is told to stop while requests are under way.
package shutdown

import (
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/scenarios"
)

// Scenario is the shutdown of a server.
var Scenario = &scenarios.Scenario{
	ID:       "shutdown",
	Title:    "Shutdown: what a deploy loses",
	Question: "A new version is deployed, and the server is told to stop. Requests are under way, and one of them takes two seconds. Who gets an answer, and when is the old server gone?",
	Topic:    scenarios.WhenThingsFail,
	Level:    6,
	Declare:  declare,
}

type deploy struct {
	requests, slowAt               int
	every, quick, slow, stop, wait time.Duration
}

func declare(d *scenarios.Declaration) {
	x := &deploy{}
	d.Int(&x.requests, "requests", 12, scenarios.Between(1, 60), "Requests", "how many there are in all")
	d.Duration(&x.every, "every", 100*time.Millisecond, scenarios.Between(0, time.Second), "One every", "how long after a request the next one comes")
	d.Duration(&x.quick, "work", 300*time.Millisecond, scenarios.Between(0, 10*time.Second), "One takes", "how long the server works at a request")
	d.Int(&x.slowAt, "slow-at", 3, scenarios.Between(0, 60), "The slow one is number", "which request is slow; 0 is none")
	d.Duration(&x.slow, "slow", 2*time.Second, scenarios.Between(0, time.Minute), "The slow one takes", "how long the server works at the slow request")
	d.Duration(&x.stop, "stop", 750*time.Millisecond, scenarios.Between(0, time.Minute), "Told to stop after", "when the server is told to stop")
	d.Duration(&x.wait, "deadline", 500*time.Millisecond, scenarios.Between(0, time.Minute), "Deadline", "how long the third variant waits for requests under way")
	d.Live("every", "work", "deadline")

	d.OwnService(address.Name, address.Port, x.serve).Takes("request 1").Heeds("work", "slow").StoppedBy("stop", "deadline")
	d.MainTask("clients")
	d.Variant("at-once", "Stop at once", x.atOnce)
	d.Variant("drain", "Stop accepting, then drain", x.drain)
	d.Variant("deadline", "Drain with a deadline", x.drainUntil)
	d.Incomparable()
	d.Headline(x.headline)
	d.GuessWhich("Of twelve requests, eight have come when the server stops at once. How many of these are lost?", x.lostAtOnce, "1", "2", "4", "8")

	d.Preset("Nothing is slow", "slow-at=0")
	d.Preset("A deadline that is too short", "deadline=100ms")
	d.Preset("Kubernetes: killed after 30 s", "slow=45s&deadline=30s")
	scenarios.Claims(d, x)
}

// atOnce ends the server as kill -9 does.
func (x *deploy) atOnce(t *engine.Task) (string, error) {
	return x.run(t, func(t *engine.Task, s *network.Server) error {
		s.Kill(t)
		return nil
	})
}

// drain accepts no more, and waits for what is under way, however long that takes.
func (x *deploy) drain(t *engine.Task) (string, error) {
	return x.run(t, func(t *engine.Task, s *network.Server) error {
		return s.Shutdown(t, forEver) // [1]
	})
}

// drainUntil accepts no more, waits for what is under way, and cancels what is not done in time.
func (x *deploy) drainUntil(t *engine.Task) (string, error) {
	return x.run(t, func(t *engine.Task, s *network.Server) error {
		return unlessLate(s.Shutdown(t, x.wait)) // [2]
	})
}

// run has requests come while a task tells the server to stop.
func (x *deploy) run(t *engine.Task, stop func(*engine.Task, *network.Server) error) (string, error) {
	s, err := network.Serve(t, address, 0, x.serve)
	if err != nil {
		return "", err
	}
	var deploy *engine.Task
	if !s.Foreign() {
		deploy = t.Go("deploy", func(t *engine.Task) error { return x.tell(t, s, stop) })
	}
	var requests []*engine.Task
	for i := range x.requests {
		requests = append(requests, t.Go(x.name(i), func(t *engine.Task) error { return request(t, x.name(i)) }))
		if err := t.Sleep(x.every); err != nil { // [4]
			return "", err
		}
	}
	var got outcomes
	for _, r := range requests {
		if err := got.count(t.Await(r)); err != nil { // [5]
			return "", err
		}
	}
	if deploy == nil {
		return got.unasked()
	}
	return got.text(), t.Await(deploy) // [6]
}

// tell tells the server to stop when the time has come.
func (x *deploy) tell(t *engine.Task, s *network.Server, stop func(*engine.Task, *network.Server) error) error {
	t.Label("serves")
	if err := t.Sleep(x.stop); err != nil { // [3]
		return err
	}
	t.Label("stops")
	t.Mark("told to stop")
	err := stop(t, s)
	t.Mark("the server has stopped")
	return err
}

// request makes a request over a connection of its own. It fails when the server does not accept it, or leaves without an
// answer.
func request(t *engine.Task, name string) error {
	c, err := network.Dial(t, address.Name) // [7]
	if err != nil {
		return err
	}
	defer c.Close()
	if err := c.WriteLine(name); err != nil {
		return err
	}
	_, err = c.ReadLine() // [8]
	return err
}

// serve answers a request when the work is done.
func (x *deploy) serve(t *engine.Task, c *network.Conn) error {
	name, err := c.ReadLine() // [9]
	if err != nil {
		return network.UnlessEnded(err)
	}
	if err := t.Sleep(x.timeFor(name)); err != nil { // [10]
		return err
	}
	return network.UnlessEnded(c.WriteLine("done " + name))
}
