package breaker

import (
	"errors"
	"math"
	"strconv"

	"overlap/engine"
	"overlap/engine/trace"
)

// errFailed is what a call's task ends with when the service fails.
var errFailed = errors.New("failed")

// never is the threshold of a breaker that does not open.
const never = math.MaxInt

// session is a client's calls in one run, and their outcomes.
type session struct {
	*client
	all        []*call
	rejected   []*call // by their breaker, and not yet made again
	again      int     // calls made again after they were rejected
	ok, failed int
}

// call is a call to be made.
type call struct {
	name    string   // "A1"
	fails   *float64 // how many calls of its service do, which may change during the run
	breaker *breaker
}

func (c *client) newSession(t *engine.Task, threshold int) *session {
	s := &session{client: c}
	a := c.newBreaker(t, "breaker", threshold)
	b := a
	if !c.shared && c.healthy > 0 {
		b = c.newBreaker(t, "breaker of B", threshold)
	}
	for i := range c.calls {
		s.all = append(s.all, &call{"A" + strconv.Itoa(i+1), &c.fails, a})
	}
	for i := range c.healthy {
		s.all = append(s.all, &call{"B" + strconv.Itoa(i+1), new(float64), b})
	}
	return s
}

// newBreaker returns a closed breaker. The trace knows nothing of a breaker that does not open.
func (c *client) newBreaker(t *engine.Task, name string, threshold int) *breaker {
	if threshold != never {
		t.Status(name, "closed", tones["closed"])
	}
	return &breaker{client: c, name: name, threshold: threshold, state: "closed", path: "closed"}
}

// makeCalls makes each call in a task of its own: one after the other, or calls to A at once.
func (s *session) makeCalls(t *engine.Task, calls []*call) error {
	for len(calls) > 0 {
		n := s.atOnce(calls)
		var tasks []*engine.Task
		for _, x := range calls[:n] {
			name := x.name
			if s.again > 0 {
				name += " again"
			}
			tasks = append(tasks, t.Go(name, func(t *engine.Task) error { return s.call(t, x) }))
		}
		for _, k := range tasks {
			if err := t.Await(k); err != nil && !errors.Is(err, errFailed) {
				return err
			}
		}
		calls = calls[n:]
	}
	return nil
}

// atOnce returns how many of the next calls are made at the same time, at least one.
func (s *session) atOnce(calls []*call) (n int) {
	for s.together && n < len(calls) && calls[n].name[0] == 'A' {
		n++
	}
	return max(n, 1)
}

// countOutcome counts a call that was made, and logs its outcome.
func (s *session) countOutcome(t *engine.Task, x *call, ok bool) error {
	if ok {
		s.ok++
		t.Log(x.name + " ok")
		return nil
	}
	s.failed++
	t.Log(x.name + " failed")
	return errFailed
}

// reject remembers a call that was not made, and so has not failed.
func (s *session) reject(t *engine.Task, x *call) {
	s.rejected = append(s.rejected, x)
	t.Mark("rejected")
}

// tones says what each state of a breaker means to calls.
var tones = map[string]trace.Tone{"closed": trace.Good, "open": trace.Bad, "half-open": trace.Limited}

// setState changes the state.
func (b *breaker) setState(t *engine.Task, state string) {
	if b.state != state {
		b.state = state
		b.path += " → " + state
		t.Status(b.name, state, tones[state])
	}
}

// text is the result of a variant: the outcomes of its calls, and the states that A's breaker has had.
func (s *session) text() string {
	text := strconv.Itoa(s.ok) + " ok, " + strconv.Itoa(s.failed) + " failed, "
	if s.again > 0 {
		text += strconv.Itoa(s.again) + " rejected at first, " + strconv.Itoa(len(s.rejected)) + " again"
	} else {
		text += strconv.Itoa(len(s.rejected)) + " rejected"
	}
	if b := s.all[0].breaker; b.threshold != never {
		text += "; " + b.path
	}
	return text
}
