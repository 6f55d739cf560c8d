package breaker

import (
	"errors"
	"math"
	"strconv"

	"overlap/engine"
)

// What a call's task ends with unless it goes well.
var (
	errFailed   = errors.New("failed")
	errRejected = errors.New("rejected")
)

// never is the threshold of a breaker that does not open.
const never = math.MaxInt

// session is a client's calls in one run, and what became of them.
type session struct {
	*client
	all        []*call
	rejected   []*call // by their breaker, so far
	ok, failed int
}

// call is one call to be made.
type call struct {
	name    string // "A1"
	fails   float64
	breaker *breaker
}

func (c *client) newSession(threshold int) *session {
	s := &session{client: c}
	a := &breaker{threshold: threshold, openFor: c.open, state: "closed", path: "closed"}
	b := a
	if !c.shared {
		b = &breaker{threshold: threshold, openFor: c.open, state: "closed", path: "closed"}
	}
	for i := range c.calls {
		s.all = append(s.all, &call{"A" + strconv.Itoa(i+1), c.fails, a})
	}
	for i := range c.healthy {
		s.all = append(s.all, &call{"B" + strconv.Itoa(i+1), 0, b})
	}
	return s
}

// make makes the calls, each in a task of its own: one after the other, or those to A at once.
func (s *session) make(t *engine.Task, calls []*call) error {
	for len(calls) > 0 {
		n := s.atOnce(calls)
		var tasks []*engine.Task
		for _, x := range calls[:n] {
			tasks = append(tasks, t.Go(x.name, func(t *engine.Task) error { return s.call(t, x) }))
		}
		for _, k := range tasks {
			if err := t.Await(k); err != nil && !errors.Is(err, errFailed) && !errors.Is(err, errRejected) {
				return err
			}
		}
		calls = calls[n:]
	}
	return nil
}

// atOnce returns how many of the calls, which are some, are made at the same time.
func (s *session) atOnce(calls []*call) (n int) {
	for s.together && n < len(calls) && calls[n].name[0] == 'A' {
		n++
	}
	return max(n, 1)
}

// count notes how a call ended.
func (s *session) count(t *engine.Task, x *call, ok bool) error {
	if ok {
		s.ok++
		t.Log(x.name + " ok")
		return nil
	}
	s.failed++
	t.Log(x.name + " failed")
	return errFailed
}

// reject notes a call that was not made.
func (s *session) reject(t *engine.Task, x *call) error {
	s.rejected = append(s.rejected, x)
	t.Mark("rejected")
	return errRejected
}

// become changes the state, if it is another.
func (b *breaker) become(t *engine.Task, state string) {
	if b.state != state {
		b.state = state
		b.path += " → " + state
		t.Mark(state)
	}
}

// text is the result of a variant: what became of the calls, and which states the breaker of A has had.
func (s *session) text() string {
	text := strconv.Itoa(s.ok) + " ok, " + strconv.Itoa(s.failed) + " failed, " + strconv.Itoa(len(s.rejected)) + " rejected"
	if b := s.all[0].breaker; b.threshold != never {
		text += "; " + b.path
	}
	return text
}
