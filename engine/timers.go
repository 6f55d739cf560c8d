package engine

import (
	"slices"
	"time"
)

// timer is an alarm that was set. The timer is dead if its alarm was unset or set again since.
type timer struct {
	seq   uint64
	alarm *alarm
}

func (e timer) dead() bool { return e.alarm.seq != e.seq }

// instant holds the timers that are due together. They go off in the order in which they were set, as in asyncio in
// practice; trio promises no order.
type instant struct {
	due  time.Duration
	list []timer
	rung int // number of timers of the list that have gone off
}

// entry is an instant in the heap, with copies of the fields that the heap compares.
type entry struct {
	due time.Duration
	seq uint64 // number of the first timer
	*instant
}

func (e entry) before(o entry) bool {
	return e.due < o.due || e.due == o.due && e.seq < o.seq
}

// timers is a 4-ary heap of instants, half as deep as that of container/heap and without interface calls. Most programs
// sleep for round times, so there are far fewer instants than timers.
//
// A timer joins its instant if that is still in recent; otherwise the instant gets a second entry in the heap, whose
// timers were all set later. A cancelled timer stays until it would go off or until more than half of the timers are dead.
type timers struct {
	heap    []entry
	recent  [256]*instant // recently used instants, by slot
	spare   []*instant
	n, dead int // number of timers, and of dead ones
}

// slot returns the index of an instant in recent. Multiplying by 2⁶⁴ over the golden ratio spreads round numbers.
func slot(due time.Duration) uint64 { return uint64(due) * 0x9e3779b97f4a7c15 >> 56 }

func (h *timers) push(due time.Duration, e timer) {
	at := &h.recent[slot(due)]
	if *at == nil || (*at).due != due {
		*at = h.unused()
		(*at).due = due
		h.rise(entry{due, e.seq, *at})
	}
	(*at).list = append((*at).list, e)
	h.n++
}

func (h *timers) unused() *instant {
	n := len(h.spare)
	if n == 0 {
		return &instant{}
	}
	x := h.spare[n-1]
	h.spare = h.spare[:n-1]
	return x
}

func (h *timers) rise(e entry) {
	h.heap = append(h.heap, e)
	s, i := h.heap, len(h.heap)-1
	for i > 0 {
		parent := (i - 1) / 4
		if !e.before(s[parent]) {
			break
		}
		s[i] = s[parent]
		i = parent
	}
	s[i] = e
}

// next returns when the earliest timer that is still set is due, which pop then returns.
func (h *timers) next() (due time.Duration, ok bool) {
	for len(h.heap) > 0 {
		first := h.heap[0].instant
		for first.rung < len(first.list) {
			if !first.list[first.rung].dead() {
				return first.due, true
			}
			h.pop()
			h.dead--
		}
		h.removeFirst()
	}
	return 0, false
}

// last returns when the latest timer that is still set is due, 0 when there is none.
func (h *timers) last() (due time.Duration) {
	for _, e := range h.heap {
		if e.due > due && slices.ContainsFunc(e.list[e.rung:], func(t timer) bool { return !t.dead() }) {
			due = e.due
		}
	}
	return due
}

// pop removes the earliest timer, which there must be, and returns its alarm.
func (h *timers) pop() *alarm {
	first := h.heap[0].instant
	e := first.list[first.rung]
	first.rung++
	h.n--
	return e.alarm
}

// removeFirst removes the earliest instant from the heap.
func (h *timers) removeFirst() {
	h.forget(h.heap[0].instant)
	n := len(h.heap) - 1
	last := h.heap[n]
	h.heap[n].instant = nil
	h.heap = h.heap[:n]
	if n > 0 {
		h.sink(0, last)
	}
}

// forget keeps the memory of a past instant for the next new one.
func (h *timers) forget(x *instant) {
	clear(x.list)
	*x = instant{due: -1, list: x.list[:0]} // no timer is due then, so that recent does not find it
	h.spare = append(h.spare, x)
}

// sink puts e at the place i of the heap or below, and moves others up.
func (h *timers) sink(i int, e entry) {
	s := h.heap
	for {
		child := 4*i + 1
		if child >= len(s) {
			break
		}
		least := child
		for c := child + 1; c < min(child+4, len(s)); c++ {
			if s[c].before(s[least]) {
				least = c
			}
		}
		if !s[least].before(e) {
			break
		}
		s[i] = s[least]
		i = least
	}
	s[i] = e
}

// cancelled counts a dead timer, and removes all dead timers when they are the majority.
func (h *timers) cancelled() {
	h.dead++
	if h.dead < 64 || h.dead*2 < h.n {
		return
	}
	h.n, h.dead = 0, 0
	live := h.heap[:0]
	for _, e := range h.heap {
		e.list = slices.DeleteFunc(e.list[e.rung:], timer.dead)
		e.rung = 0
		if h.n += len(e.list); len(e.list) > 0 {
			live = append(live, e)
		} else {
			h.forget(e.instant)
		}
	}
	clear(h.heap[len(live):])
	h.heap = live
	for i := (len(live) - 2) / 4; i >= 0 && len(live) > 1; i-- {
		h.sink(i, live[i])
	}
}
