package engine

// Callbacks is what is to be called when something has come to its end: a task, a future.
type Callbacks struct{ fns []func() }

// Add adds a call. The function it returns takes that back, in any order with others.
func (c *Callbacks) Add(fn func()) (forget func()) {
	i := len(c.fns)
	c.fns = append(c.fns, fn)
	return func() { c.forget(i) }
}

// forget drops a call. Others keep their places in the list, which the last one gives back.
func (c *Callbacks) forget(i int) {
	if i >= len(c.fns) {
		return
	}
	c.fns[i] = nil
	for n := len(c.fns); n > 0 && c.fns[n-1] == nil; n-- {
		c.fns = c.fns[:n-1]
	}
}

// Call makes the calls, in the order they were added, and forgets them.
func (c *Callbacks) Call() {
	for _, fn := range c.fns {
		if fn != nil {
			fn()
		}
	}
	c.fns = nil
}
