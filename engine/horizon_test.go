package engine_test

import (
	"slices"
	"testing"
	"time"

	"overlap/engine"
	. "overlap/engine/enginetest"
)

// passes says when a loop called back, of calls asked for at instants, each by the one before.
func passes(l *engine.Loop, at ...time.Duration) (list *[]time.Duration) {
	list = &[]time.Duration{}
	var next func()
	next = func() {
		if len(at) == 0 {
			return
		}
		until := at[0]
		at = at[1:]
		l.WhenPast(until, func() {
			*list = append(*list, l.Now())
			next()
		})
	}
	next()
	return list
}

func TestWhenPast(t *testing.T) {
	for name, c := range map[string]struct {
		body func(*engine.Task) error
		want []time.Duration
	}{
		"sleeps":  {func(t *engine.Task) error { return sleeps(t, 10*ms) }, []time.Duration{10 * ms, 20 * ms, 40 * ms, 40 * ms}},
		"work":    {workAndSleep, []time.Duration{30 * ms, 30 * ms, 31 * ms}},
		"threads": {onThreads, []time.Duration{15 * ms, 15 * ms, 45 * ms, 45 * ms}},
	} {
		var list *[]time.Duration
		_, err := Try(t, engine.Config{}, func(t *engine.Task) error {
			list = passes(t.Loop(), 5*ms, 10*ms, 30*ms, 31*ms)
			return c.body(t)
		})
		if err != nil || !slices.Equal(*list, c.want) {
			t.Errorf("%s: called at %v, %v, want %v", name, *list, err, c.want)
		}
	}
}

func sleeps(t *engine.Task, d time.Duration) error {
	for range 5 {
		if err := t.Sleep(d); err != nil {
			return err
		}
	}
	return nil
}

func onThreads(t *engine.Task) error {
	th := t.Thread("thread", nil, func(t *engine.Task) error {
		for range 3 {
			t.Work(15 * ms)
		}
		return nil
	})
	return t.Await(th)
}

// What a call changes is what the task sees that time has brought there, even in the middle of its turn.
func TestWhenPastWithinATurn(t *testing.T) {
	limit := 0
	_, err := Try(t, engine.Config{}, func(t *engine.Task) error {
		t.Loop().WhenPast(ms, func() { limit = 3 })
		for n := 0; n < limit || limit == 0; n++ {
			t.Work(ms)
		}
		return nil
	})
	if err != nil || limit != 3 {
		t.Errorf("limit %d, %v", limit, err)
	}
}

func workAndSleep(t *engine.Task) error {
	t.Work(30 * ms)
	return t.Sleep(ms)
}
