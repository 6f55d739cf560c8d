package engine

import "time"

// timer is one task's alarm. A task has at most one at a time: it sleeps, or waits with a deadline.
type timer struct {
	due  time.Duration
	seq  uint64 // ties between timers go by creation, as asyncio's heap does in practice and trio's does not
	task *Task
}

func (a timer) before(b timer) bool {
	return a.due < b.due || a.due == b.due && a.seq < b.seq
}

// timers is a 4-ary heap: with 10,000 sleepers half as deep as container/heap's, and no interface calls.
// A cancelled timer stays until it surfaces or until more than half are dead; removing it in place would
// mean writing the heap position back into tasks on every move.
type timers struct {
	heap []timer
	dead int
}

func (h *timers) push(e timer) {
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

// pop removes the earliest timer of a heap that is not empty, and returns its task.
func (h *timers) pop() *Task {
	n := len(h.heap) - 1
	task, last := h.heap[0].task, h.heap[n]
	h.heap[n].task = nil
	h.heap = h.heap[:n]
	if n > 0 {
		h.sink(0, last)
	}
	return task
}

// sink puts e into the hole at i or below it.
func (h *timers) sink(i int, e timer) {
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

// next returns when the earliest timer that is still set is due, and puts it on top.
func (h *timers) next() (due time.Duration, ok bool) {
	for len(h.heap) > 0 {
		if e := &h.heap[0]; e.task.timer == e.seq {
			return e.due, true
		}
		h.pop()
		h.dead--
	}
	return 0, false
}

// cancelled notes that a timer in the heap will not fire, and sweeps when most of the heap is dead.
func (h *timers) cancelled() {
	h.dead++
	if h.dead < 64 || h.dead*2 < len(h.heap) {
		return
	}
	live := h.heap[:0]
	for _, e := range h.heap {
		if e.task.timer == e.seq {
			live = append(live, e)
		}
	}
	clear(h.heap[len(live):])
	h.heap, h.dead = live, 0
	for i := (len(live) - 2) / 4; i >= 0 && len(live) > 1; i-- {
		h.sink(i, live[i])
	}
}
