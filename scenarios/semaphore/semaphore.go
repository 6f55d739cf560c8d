// Package semaphore is the scenario of downloads of which a limited number may be under way at once.
package semaphore

import (
	"strconv"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/scenarios"
)

// Scenario is the semaphore.
var Scenario = &scenarios.Scenario{
	ID:       "semaphore",
	Title:    "The semaphore: three at a time",
	Question: "Ten downloads take 100 ms each, and the client allows itself three at once. How long do all ten take, and how long does the last one take?",
	Topic:    scenarios.Sharing,
	Level:    3,
	Declare:  declare,
}

type semaphore struct {
	downloads, permits int
	latency            time.Duration
}

func declare(d *scenarios.Declaration) {
	s := &semaphore{}
	d.Int(&s.downloads, "downloads", 10, scenarios.Between(1, 200), "Downloads", "how many there are, all wanted at the start")
	d.Duration(&s.latency, "latency", 100*time.Millisecond, scenarios.Between(0, 5*time.Second),
		"One download", "how long a download takes once it has begun")
	d.Int(&s.permits, "permits", 3, scenarios.Between(1, 200), "Permits", "how many downloads may be under way at once")
	d.Live("latency")

	d.Variant("unlimited", "All at once", s.unlimited)
	d.Variant("permits", "With a permit each", s.limited)
	d.Variant("one-by-one", "One by one", s.oneByOne)
	d.Latencies("a download", false)
	d.Headline(s.headline)
	d.Guess("permits", "When are all downloads done, with three at a time?")

	d.Preset("Latency measured too late", "downloads=8&latency=1s")
	d.Preset("One permit", "permits=1")
	d.Preset("A permit for everyone", "permits=10")
	scenarios.Claims(d, s)
}

// unlimited starts all downloads and waits for them.
func (s *semaphore) unlimited(t *engine.Task) (string, error) {
	m := &meter{began: t.Now()}
	err := async.OpenNursery(t, func(n *async.Nursery) error { // [1]
		for i := range s.downloads {
			n.Go(name(i), func(t *engine.Task) error {
				return s.download(t, m)
			})
		}
		return nil
	})
	return m.report(t), err
}

// limited starts all downloads, too, but each waits for a permit.
func (s *semaphore) limited(t *engine.Task) (string, error) {
	m := &meter{began: t.Now()}
	permits := async.NewSemaphore(t, "", s.permits)
	err := async.OpenNursery(t, func(n *async.Nursery) error { // [2]
		for i := range s.downloads {
			n.Go(name(i), func(t *engine.Task) error {
				return permits.With(t, func() error { // [3]
					return s.download(t, m)
				})
			})
		}
		return nil
	})
	return m.report(t), err
}

// oneByOne starts a download when the one before it has ended.
func (s *semaphore) oneByOne(t *engine.Task) (string, error) {
	m := &meter{began: t.Now()}
	for i := range s.downloads {
		download := t.Coroutine(name(i), func(t *engine.Task) error {
			return s.download(t, m)
		})
		if err := download.Await(t); err != nil { // [4]
			return "", err
		}
	}
	return m.report(t), nil
}

// download fetches one file.
func (s *semaphore) download(t *engine.Task, m *meter) error {
	permitted := t.Now()
	m.inFlight(t, +1)
	err := t.Sleep(s.latency) // [5]
	m.inFlight(t, -1)
	m.sincePermit += t.Now() - permitted
	m.sinceBegin += t.Now() - m.began
	scenarios.Latency(t, t.Now()-m.began)
	return err
}

func name(i int) string { return "file " + strconv.Itoa(i+1) }
