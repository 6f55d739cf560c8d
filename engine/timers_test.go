package engine

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"overlap/engine/trace"
	"pgregory.net/rapid"
)

// alarms is timers as a list that is sorted whenever somebody asks.
type alarms []alarmed

type alarmed struct {
	timer
	due time.Duration
}

func (a *alarms) next() (alarmed, bool) {
	*a = slices.DeleteFunc(*a, func(e alarmed) bool { return e.dead() })
	slices.SortFunc(*a, func(x, y alarmed) int {
		return cmp.Or(cmp.Compare(x.due, y.due), cmp.Compare(x.seq, y.seq))
	})
	if len(*a) == 0 {
		return alarmed{}, false
	}
	return (*a)[0], true
}

func TestTimersComeInOrderWhateverIsCancelled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var h timers
		var list alarms
		var seq uint64
		dues := someDues()
		alarms := make([]alarm, rapid.IntRange(1, 300).Draw(t, "alarms"))
		for range rapid.IntRange(0, 1000).Draw(t, "moves") {
			a := &alarms[rapid.IntRange(0, len(alarms)-1).Draw(t, "alarm")]
			if a.seq != 0 { // set: cancel it, and mostly set it again
				a.seq = 0
				h.cancelled()
			}
			if rapid.IntRange(0, 4).Draw(t, "set") > 0 {
				seq++
				a.seq = seq
				e := alarmed{timer{seq, a}, dues[rapid.IntRange(0, len(dues)-1).Draw(t, "due")]}
				h.push(e.due, e.timer)
				list = append(list, e)
			}
			if rapid.IntRange(0, 9).Draw(t, "pop") == 0 {
				same(t, &h, &list)
			}
		}
		for same(t, &h, &list) {
		}
		if len(h.heap) != 0 || h.n != 0 || h.dead != 0 {
			t.Fatalf("%d instants remain with %d timers, %d dead", len(h.heap), h.n, h.dead)
		}
	})
}

// someDues are instants of which several share a place in timers.recent.
func someDues() (list []time.Duration) {
	for due := range time.Duration(1 << 12) {
		if slot(due)%64 == 0 {
			list = append(list, due)
		}
	}
	return list
}

// same takes the next timer from both and compares.
func same(t *rapid.T, h *timers, list *alarms) bool {
	due, ok := h.next()
	want, is := list.next()
	if ok != is || due != want.due {
		t.Fatalf("next is %v at %v, want %v at %v", ok, due, is, want.due)
	}
	if ok {
		if got := h.pop(); got != want.alarm {
			t.Fatalf("timer %d comes before timer %d", got.seq, want.seq)
		}
		want.alarm.seq = 0
	}
	return ok
}

func TestTimersThatAreSetAgainAndAgainTakeNoSpace(t *testing.T) {
	l := NewLoop(Config{})
	defer l.Close()
	l.Main("main", func(t *Task) error {
		p := t.loop.NewLot(trace.WhyEvent, "lot", 0)
		t.Go("k", func(t *Task) error { return p.Park(t) })
		t.Sleep(1)
		for i := range 10_000 {
			p.WakeAt(time.Hour - time.Duration(i))
		}
		return nil
	})
	if err := l.Run(); err != nil || cap(l.timers.heap) > 1000 || len(l.timers.spare) > 1000 {
		t.Errorf("%v, room for %d instants, and %d to spare", err, cap(l.timers.heap), len(l.timers.spare))
	}
}
