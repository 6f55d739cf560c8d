package engine

// Callbacks are the functions to call when a task or a future is done, in the order in which they were added.
type Callbacks struct{ first, last *Callback }

// Callback is one of Callbacks. It takes one allocation: programs have one for most of their tasks.
type Callback struct {
	alarm      alarm
	list       *Callbacks // nil once it was called or forgotten
	prev, next *Callback
}

// Add adds a call.
func (c *Callbacks) Add(fn func()) *Callback {
	k := &Callback{alarm: alarm{call: fn}, list: c, prev: c.last}
	if c.last != nil {
		c.last.next = k
	} else {
		c.first = k
	}
	c.last = k
	return k
}

// Forget removes the call, unless it has been made.
func (k *Callback) Forget() {
	c := k.list
	if c == nil {
		return
	}
	if k.prev != nil {
		k.prev.next = k.next
	} else {
		c.first = k.next
	}
	if k.next != nil {
		k.next.prev = k.prev
	} else {
		c.last = k.prev
	}
	k.list, k.prev, k.next = nil, nil, nil
}

// Call has the loop make the calls, each in a turn of its own, in the order they were added, and forgets them. The trace
// says that they are made by the task whose turn it is now.
func (c *Callbacks) Call(l *Loop) {
	for k := c.first; k != nil; k = c.first {
		k.Forget()
		k.alarm.by = l.running
		l.soon(&k.alarm)
	}
}

// soon gives an alarm a turn, as asyncio's call_soon.
func (l *Loop) soon(a *alarm) {
	if a.seq == 0 {
		l.seq++
		a.seq = l.seq
	}
	a.turn = true
	l.ready.push(turn{a.seq, a})
}
