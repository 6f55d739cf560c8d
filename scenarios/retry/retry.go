// Package retry is the scenario of clients that call a service again when a call has failed.
package retry

import (
	"errors"
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the retry.
var Scenario = &scenarios.Scenario{
	ID:       "retry",
	Title:    "Retry: again, but when?",
	Question: "A call takes 0.1 s and fails 7 times out of 10. Three retries make success likely. How long should a client wait before each, and what if a hundred clients do the same?",
	Topic:    scenarios.WhenThingsFail,
	Level:    1,
	Declare:  declare,
}

type retry struct {
	clients, tries int
	fails          float64
	latency, delay time.Duration
}

func declare(d *scenarios.Declaration) {
	r := &retry{}
	d.Percent(&r.fails, "fails", 70, scenarios.Between(0, 100), "Calls that fail", "how many of the calls fail, by chance")
	d.Duration(&r.latency, "latency", 100*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"One call", "how long a call takes, whether it fails or not")
	d.Int(&r.tries, "tries", 4, scenarios.Between(1, 8), "Tries", "how many calls a client makes at most, the first included")
	d.Duration(&r.delay, "delay", 100*time.Millisecond, scenarios.Between(0, 2*time.Second),
		"Delay", "how long a client waits before its first retry")
	d.Int(&r.clients, "clients", 1, scenarios.Between(1, 200), "Clients", "how many clients call at the same instant")
	d.Live("latency", "delay")

	d.Variant("none", "No retry", r.none)
	d.Variant("fixed", "The same delay each time", r.fixed)
	d.Variant("exponential", "Back-off: twice the delay each time", r.exponential)
	d.Variant("jitter", "Back-off with jitter: a random part of it", r.jitter)
	d.Undetermined("fixed", "exponential", "jitter") // a retry a moment later may be in the next 10 ms
	d.Incomparable()                                 // jitter is not there to be faster
	d.Latencies("a client", false)
	d.Headline(r.headline)
	d.GuessWhen("fixed", "Three retries, always after the same delay, and only the last goes well. When has it?", r.whenLastIsWell)

	d.Preset("Retry storm", "clients=100")
	d.Preset("The service is down", "fails=100%25&clients=50")
	d.Preset("No patience", "delay=0s&clients=20")
	scenarios.Claims(d, r)
}

// none gives up after the first failure.
func (r *retry) none(t *engine.Task) (string, error) {
	return r.run(t, 1, nil)
}

// fixed waits for the same time after each failure.
func (r *retry) fixed(t *engine.Task) (string, error) {
	return r.run(t, r.tries, func(*engine.Task, int) time.Duration {
		return r.delay
	})
}

// exponential gives the service more time with each failure.
func (r *retry) exponential(t *engine.Task) (string, error) {
	return r.run(t, r.tries, func(_ *engine.Task, failures int) time.Duration {
		return r.delay << (failures - 1)
	})
}

// jitter keeps clients that have failed together from coming back together.
func (r *retry) jitter(t *engine.Task) (string, error) {
	return r.run(t, r.tries, func(t *engine.Task, failures int) time.Duration {
		longest := r.delay << (failures - 1)
		return time.Duration(t.Rand().Int64N(int64(longest) + 1))
	})
}

// run has all clients begin at once.
func (r *retry) run(t *engine.Task, tries int, delay func(*engine.Task, int) time.Duration) (string, error) {
	s := &stats{began: t.Now()}
	err := async.OpenNursery(t, func(n *async.Nursery) error { // [1]
		for i := range r.clients {
			n.Go("client "+strconv.Itoa(i+1), func(t *engine.Task) error {
				return r.client(t, tries, delay, s)
			})
		}
		return nil
	})
	return s.text(r.clients), err
}

// client calls until a call goes well or its tries are used up.
func (r *retry) client(t *engine.Task, tries int, delay func(*engine.Task, int) time.Duration, s *stats) error {
	luck := r.luck(t)
	for failures := 0; ; {
		s.begin(t, failures)
		err := t.Await(r.call(t, luck[failures])) // [2]
		if err == nil {
			return s.end(t, "ok")
		}
		if !errors.Is(err, errFailed) {
			return err
		}
		failures++
		if failures == tries {
			return s.end(t, "gave up")
		}
		if err := t.Sleep(delay(t, failures)); err != nil { // [3]
			return err
		}
	}
}

// call is a call of the service, which takes as long however many calls the service has.
func (r *retry) call(t *engine.Task, ok bool) *engine.Task {
	return t.Go("call", func(t *engine.Task) error {
		t.Group("service")
		if err := t.Sleep(r.latency); err != nil { // [4]
			return err
		}
		if !ok {
			return errFailed
		}
		return nil
	})
}
