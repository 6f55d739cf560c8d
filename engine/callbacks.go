package engine

// Callbacks are the functions to call when a task or a future is done.
type Callbacks struct{ calls []*alarm }

// Add adds a call. The function that it returns removes the call, unless it has been made.
func (c *Callbacks) Add(fn func()) (forget func()) {
	i, a := len(c.calls), &alarm{call: fn}
	c.calls = append(c.calls, a)
	return func() { c.forget(i, a) }
}

// forget removes a call. The others keep their places, and the list is emptied with the last of them.
func (c *Callbacks) forget(i int, a *alarm) {
	if i >= len(c.calls) || c.calls[i] != a {
		return
	}
	c.calls[i] = nil
	for n := len(c.calls); n > 0 && c.calls[n-1] == nil; n-- {
		c.calls = c.calls[:n-1]
	}
}

// Call has the loop make the calls, each in a turn of its own, in the order they were added, and forgets them. The trace
// says that they are made by the task whose turn it is now.
func (c *Callbacks) Call(l *Loop) {
	for _, a := range c.calls {
		if a != nil {
			a.by = l.running
			l.soon(a)
		}
	}
	c.calls = nil
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
