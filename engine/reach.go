package engine

// open makes the scope the innermost scope of its task.
func (s *Scope) open() {
	s.task.scope = s
	if s.parent == nil {
		return
	}
	if first := s.parent.inner; first == nil {
		s.parent.inner, s.before, s.after = s, s, s
	} else { // siblings form a ring, in which the last is before the first
		s.before, s.after = first.before, first
		first.before.after, first.before = s, s
	}
}

func (s *Scope) close() {
	s.over, s.task.scope = true, s.parent
	s.timer.Stop()
	switch p := s.parent; {
	case p == nil:
		return
	case s.after == s:
		p.inner = nil
	case p.inner == s:
		p.inner = s.after
	}
	s.before.after, s.after.before = s.after, s.before
}

// cancel cancels the scope and passes the cancellation to all tasks inside.
func (s *Scope) cancel(c *Cancelled) {
	if s.cause != nil {
		return
	}
	s.cause = c
	s.timer.Stop()
	s.tell(s.task)
	s.tellMembers(s)
}

// tellMembers passes the scope's cancellation to the tasks started in the scope in, then to those in the scopes inside it.
// The tasks that opened these inner scopes are among the former.
func (s *Scope) tellMembers(in *Scope) {
	for _, t := range in.members {
		s.tell(t)
	}
	for i, first := in.inner, true; i != nil && (first || i != in.inner); i, first = i.after, false {
		if !i.shield {
			s.tellMembers(i)
		}
	}
}

// tell passes the scope's cancellation to a task that it reaches. A task that does not wait gets it from its next wait.
func (s *Scope) tell(t *Task) {
	if t.done || t.reached() != s.cause { // a shield protects the task, or an outer scope's cancellation reached it before
		return
	}
	t.recordRequest(s.cause, s.loop.actingID())
	t.deliver(s.cause)
}

// reached returns the cancellation of the outermost scope that reaches the task, nil when none does.
func (t *Task) reached() (c *Cancelled) {
	for s := t.scope; s != nil; s = s.parent {
		if s.cause != nil {
			c = s.cause
		}
		if s.shield {
			break
		}
	}
	return c
}

// Within reports whether the scope is outer or a scope inside of outer, so that its error propagates to outer.
func (s *Scope) Within(outer *Scope) bool {
	for ; s != nil; s = s.parent {
		if s == outer {
			return true
		}
	}
	return false
}
