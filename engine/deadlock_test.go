package engine_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"overlap/engine"
	. "overlap/engine/enginetest"
	"overlap/engine/trace"
)

// mutex is the smallest lock that can deadlock.
type mutex struct {
	lot   *engine.Lot
	owner *engine.Task
}

func newMutex(l *engine.Loop, name string) *mutex {
	m := &mutex{lot: l.NewLot(trace.WhyLock, name, 0)}
	m.lot.EndedBy(func() *engine.Task { return m.owner })
	return m
}

func (m *mutex) lock(t *engine.Task) error {
	for m.owner != nil {
		if err := m.lot.Park(t); err != nil {
			return err
		}
	}
	m.owner = t
	return nil
}

func TestDeadlockNamesTheCycle(t *testing.T) {
	for _, c := range []struct {
		name  string
		main  func(*engine.Task) error
		want  string
		cycle []string
	}{
		{"two tasks await each other", func(t *engine.Task) error {
			var a, b *engine.Task
			a = t.Go("a", func(t *engine.Task) error { return t.Await(b) })
			b = t.Go("b", func(t *engine.Task) error { return t.Await(a) })
			return t.Await(a)
		}, "main waits for task a; a waits for task b; b waits for task a (cycle: a → b → a)",
			[]string{"a", "b", "a"}},
		{"two locks in opposite order", func(t *engine.Task) error {
			one, two := newMutex(t.Loop(), "one"), newMutex(t.Loop(), "two")
			both := func(first, second *mutex) func(*engine.Task) error {
				return func(t *engine.Task) error {
					first.lock(t)
					t.Sleep(ms)
					return second.lock(t)
				}
			}
			t.Go("a", both(one, two))
			return both(two, one)(t)
		}, "main waits for lock one, held by a; a waits for lock two, held by main (cycle: main → a → main)",
			[]string{"main", "a", "main"}},
		{"a lock taken twice", func(t *engine.Task) error {
			m := newMutex(t.Loop(), "m")
			m.lock(t)
			return m.lock(t)
		}, "main waits for lock m, held by main (cycle: main → main)", []string{"main", "main"}},
		{"an event nobody sets", func(t *engine.Task) error {
			t.Go("server", func(t *engine.Task) error {
				t.Daemon()
				return t.Loop().NewLot(trace.WhyEvent, "client", 0).Park(t)
			})
			return t.Loop().NewLot(trace.WhyEvent, "", 0).Park(t)
		}, "main waits for event", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Try(t, engine.Config{}, c.main)
			var d *engine.DeadlockError
			if !errors.As(err, &d) || err.Error() != "engine: deadlock: "+c.want || !slices.Equal(d.Cycle, c.cycle) {
				t.Errorf("%v\nwant %s", err, c.want)
			}
		})
	}
}

func TestDeadlockOfManyNamesTheFirst(t *testing.T) {
	_, err := Try(t, engine.Config{}, func(t *engine.Task) error {
		p := t.Loop().NewLot(trace.WhyEvent, "start", 0)
		for i := range 1000 {
			t.Go(fmt.Sprint("t", i), func(t *engine.Task) error { return p.Park(t) })
		}
		return p.Park(t)
	})
	var d *engine.DeadlockError
	if !errors.As(err, &d) || len(d.Blocked) != 1001 || !strings.HasSuffix(err.Error(), "t18 waits for event start; and 981 more") {
		t.Error(err)
	}
}

func TestDeadlockReportsCoroutinesThatWereForgotten(t *testing.T) {
	l, err := Try(t, engine.Config{}, func(t *engine.Task) error {
		p := t.Loop().NewLot(trace.WhyEvent, "start", 0)
		t.Sleep(ms)
		t.Coroutine("set the event", func(*engine.Task) error { p.WakeAll(); return nil })
		return p.Park(t)
	})
	r := l.Report()
	if err == nil || len(r.NeverAwaited) != 1 || r.NeverAwaited[0].Name != "set the event" || r.Ended != ms {
		t.Errorf("%v, report %v", err, r)
	}
}
