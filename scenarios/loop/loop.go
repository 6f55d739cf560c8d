// Package loop is the scenario of an event loop written by hand, which must do something while no task is
// ready.
package loop

import (
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/quantity"
	"overlap/scenarios"
)

// Scenario is the event loop by hand.
var Scenario = &scenarios.Scenario{
	ID:       "loop",
	Title:    "An event loop by hand: polling or sleeping",
	Question: "Three tasks sleep for different times, and a timer is set. An event loop is a queue of what is ready and a list of timers. What should it do while nothing is ready?",
	Topic:    scenarios.FirstSteps,
	Level:    7,
	Declare:  declare,
}

type settings struct {
	tasks       scenarios.Rows
	timer, poll time.Duration
}

func declare(d *scenarios.Declaration) {
	s := &settings{}
	short := scenarios.Between(0, 500*time.Millisecond)
	d.Table(&s.tasks, "tasks", scenarios.Rows{{Key: "slow", Value: "300ms"}, {Key: "fast", Value: "100ms"}, {Key: "middle", Value: "200ms"}},
		scenarios.Durations("task", "sleeps", short), "Tasks", "who is started, in this order, and how long each sleeps")
	d.Duration(&s.timer, "timer", 150*time.Millisecond, short, "Timer", "when the callback that is no task is due")
	d.Duration(&s.poll, "poll", time.Microsecond, scenarios.Between(time.Microsecond, 100*time.Millisecond),
		"One look", "how much processor time it takes to look at the clock once")
	d.Live("poll")

	d.MainTask("event loop")
	d.Variant("polling", "A loop that polls", s.polling)
	d.Variant("sleeping", "A loop that sleeps until the next timer", s.sleeping)
	d.Headline(s.headline)
	d.GuessWhich("How often does the loop that polls look at its tasks until all are done?", s.pollsWhilePolling, "4", "3,000", "300,000")

	d.MainParams("tasks", "timer")
	d.Preset("Clumsy polling", "poll=70ms")
	d.Preset("All at once", "tasks=a=200ms;b=200ms;c=200ms&timer=200ms")
	d.Preset("One long sleep", "tasks=slow=500ms&timer=0s")
	scenarios.Claims(d, s)
}

// eventLoop is all that an event loop needs.
type eventLoop struct {
	ready  []func() // to be called now, in this order
	timers []timer  // to be called later, soonest first
	idle   func(due time.Duration) error
	polls  int      // how often idle looked at the clock
	order  []string // in which the timers went off
}

type timer struct {
	due  time.Duration
	call func()
}

// polling looks at the clock until the next timer is due.
func (s *settings) polling(t *engine.Task) (string, error) {
	l := &eventLoop{}
	t.Label("polls")
	l.idle = func(due time.Duration) error {
		for t.Now() < due {
			l.polls++
			t.Work(s.poll) // [1]
		}
		return nil
	}
	return s.program(t, l)
}

// sleeping sleeps until the next timer is due.
func (s *settings) sleeping(t *engine.Task) (string, error) {
	l := &eventLoop{}
	t.Label("sleeps")
	l.idle = func(due time.Duration) error {
		l.polls++
		return t.Sleep(due - t.Now()) // [2]
	}
	return s.program(t, l)
}

// program sets the timer and starts the tasks.
func (s *settings) program(t *engine.Task, l *eventLoop) (string, error) {
	l.callAt(t.Now()+s.timer, func() {
		l.order = append(l.order, "timer")
		t.Mark("timer")
	})
	for _, row := range s.tasks {
		l.ready = append(l.ready, func() { t.Go(row.Key, l.task(row)) })
	}
	err := l.run(t)
	t.Log("looks at the clock: " + quantity.Count(l.polls))
	return strings.Join(l.order, ", "), err
}

// run calls what is ready until no call and no timer is left.
func (l *eventLoop) run(t *engine.Task) error {
	for len(l.ready) > 0 || len(l.timers) > 0 {
		if len(l.ready) == 0 && t.Now() < l.timers[0].due {
			if err := l.idle(l.timers[0].due); err != nil {
				return err
			}
		}
		for len(l.timers) > 0 && l.timers[0].due <= t.Now() {
			l.ready = append(l.ready, l.timers[0].call)
			l.timers = l.timers[1:]
		}
		for range len(l.ready) {
			l.ready[0]()
			l.ready = l.ready[1:]
			// gives the task a turn
			if err := t.Sleep(0); err != nil { // [3]
				return err
			}
		}
	}
	return nil
}

// sleep sets a timer and waits for it to go off.
func (l *eventLoop) sleep(t *engine.Task, d time.Duration) error {
	timer := async.NewFuture[bool](t, "the loop wakes it")
	l.callAt(t.Now()+d, func() { timer.Set(true) })
	_, err := timer.Await(t) // [4]
	return err
}
