package engine_test

import (
	"iter"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"overlap/engine"
)

// load is what every rival plays: tasks that sleep again and again.
type load struct {
	tasks, rounds int
	pause         func(task, round int) time.Duration
}

func (w load) events() int { return w.tasks * w.rounds }

// A rival plays a load and returns how long that took, the making of the tasks left out.
type rival func(load) time.Duration

// onEngine is ours, with the trace on.
func onEngine(w load) time.Duration {
	l := engine.NewLoop(engine.Config{Limits: engine.Limits{Records: 1 << 40, Tasks: 1 << 30}})
	defer l.Close()
	var start time.Duration
	l.Main("main", func(t *engine.Task) error {
		last := t
		for i := range w.tasks {
			last = t.Go("sleeper", func(t *engine.Task) error {
				t.Sleep(time.Hour)
				for k := range w.rounds {
					t.Sleep(w.pause(i, k))
				}
				return nil
			})
		}
		t.Sleep(time.Minute) // all have started
		start = cpuTime()
		return t.Await(last)
	})
	if err := l.Run(); err != nil {
		panic(err)
	}
	return cpuTime() - start
}

// onCallbacks is the floor: no tasks, no trace, a heap of functions.
func onCallbacks(w load) time.Duration {
	var h alarmClock
	for i := range w.tasks {
		k := 0
		var next func()
		next = func() {
			if k < w.rounds {
				k++
				h.after(w.pause(i, k-1), next)
			}
		}
		h.after(0, next)
	}
	start := cpuTime()
	h.run()
	return cpuTime() - start
}

// onPull is the least that a coroutine for every task costs: iter.Pull over the same heap, no trace.
func onPull(w load) time.Duration {
	var h alarmClock
	for i := range w.tasks {
		next, stop := iter.Pull(func(yield func(time.Duration) bool) {
			for k := range w.rounds {
				if !yield(w.pause(i, k)) {
					return
				}
			}
		})
		defer stop()
		var resume func()
		resume = func() {
			if d, ok := next(); ok {
				h.after(d, resume)
			}
		}
		h.after(0, resume)
	}
	start := cpuTime()
	h.run()
	return cpuTime() - start
}

// onSynctest is the standard library's fake clock, with a goroutine for every task.
func onSynctest(w load) (took time.Duration) {
	sleepers := func(t *testing.T) {
		var all sync.WaitGroup
		for i := range w.tasks {
			all.Go(func() {
				time.Sleep(time.Hour)
				for k := range w.rounds {
					time.Sleep(w.pause(i, k))
				}
			})
		}
		synctest.Wait()
		all.Wait()
	}
	any := func(string, string) (bool, error) { return true, nil }
	start := cpuTime()
	testing.RunTests(any, []testing.InternalTest{{Name: "", F: func(t *testing.T) { synctest.Test(t, sleepers) }}})
	return cpuTime() - start
}

// alarmClock is a binary heap of functions, by instant and order of creation.
type alarmClock struct {
	now  time.Duration
	seq  int
	list []alarmCall
}

type alarmCall struct {
	due time.Duration
	seq int
	fn  func()
}

func (a alarmCall) before(b alarmCall) bool { return a.due < b.due || a.due == b.due && a.seq < b.seq }

func (h *alarmClock) after(d time.Duration, fn func()) {
	h.seq++
	e := alarmCall{h.now + d, h.seq, fn}
	h.list = append(h.list, e)
	i := len(h.list) - 1
	for ; i > 0 && e.before(h.list[(i-1)/2]); i = (i - 1) / 2 {
		h.list[i] = h.list[(i-1)/2]
	}
	h.list[i] = e
}

func (h *alarmClock) run() {
	for len(h.list) > 0 {
		first, last := h.list[0], h.list[len(h.list)-1]
		h.list = h.list[:len(h.list)-1]
		if len(h.list) > 0 {
			h.sink(last)
		}
		h.now = first.due
		first.fn()
	}
}

func (h *alarmClock) sink(e alarmCall) {
	i := 0
	for 2*i+1 < len(h.list) {
		child := 2*i + 1
		if child+1 < len(h.list) && h.list[child+1].before(h.list[child]) {
			child++
		}
		if !h.list[child].before(e) {
			break
		}
		h.list[i] = h.list[child]
		i = child
	}
	h.list[i] = e
}
