package async_test

import (
	"errors"
	"strconv"
)

var (
	errLate = errors.New("late")
	errSelf = errors.New("engine: a task cannot await itself")
)

// circle is a scope.
type circle struct {
	parent  *circle
	owner   *person
	shield  bool
	cause   *refusal
	members []*person // started in it
	inner   []*circle // open in it
}

// reached returns the cancellation of the outermost circle that reaches the person.
func (p *person) reached() (r *refusal) {
	for s := p.circle; s != nil; s = s.parent {
		if s.cause != nil {
			r = s.cause
		}
		if s.shield {
			break
		}
	}
	return r
}

func (s *circle) within(outer *circle) bool {
	return outer != nil && s != nil && (s == outer || s.parent.within(outer))
}

// in runs fn in a circle, and takes the circle's own cancellation out of the error.
func (p *person) in(fn func(s *circle) error) (caught bool, err error) {
	s := &circle{parent: p.circle, owner: p}
	if p.circle != nil {
		p.circle.inner = append(p.circle.inner, s)
	}
	p.circle = s
	err = fn(s)
	p.circle = s.parent
	if s.parent != nil {
		for i, other := range s.parent.inner {
			if other == s {
				s.parent.inner = append(append([]*circle{}, s.parent.inner[:i]...), s.parent.inner[i+1:]...)
			}
		}
	}
	if s.cause == nil {
		return false, err
	}
	rest, found := strip(err, s.cause)
	if !found {
		return false, err
	}
	if r := p.takeDue(); r != nil {
		return false, together([]error{rest, r})
	}
	return true, rest
}

func strip(err error, r *refusal) (rest error, found bool) {
	if err == error(r) {
		return nil, true
	}
	if many, is := err.(several); is {
		var left []error
		for _, each := range many {
			rest, was := strip(each, r)
			left, found = append(left, rest), found || was
		}
		if found {
			return together(left), true
		}
	}
	return err, false
}

// together combines errors.
func together(errs []error) error {
	var each several
	for i, err := range errs {
		same := false
		for _, before := range errs[:i] {
			_, is := err.(*refusal)
			same = same || is && before == err
		}
		if err != nil && !same {
			each = append(each, err)
		}
	}
	switch len(each) {
	case 0:
		return nil
	case 1:
		return each[0]
	}
	return each
}

// refuse cancels a circle.
func (s *circle) refuse(cause string) {
	if s.cause != nil {
		return
	}
	s.cause = &refusal{cause: cause, of: s}
	for _, p := range append([]*person{s.owner}, s.everybody()...) {
		if p.state != "done" && p.reached() == s.cause {
			p.deliver(s.cause)
		}
	}
}

// everybody returns who was started in the circle, then who was in those inside.
func (s *circle) everybody() []*person {
	all := append([]*person{}, s.members...)
	for _, i := range s.inner {
		if !i.shield {
			all = append(all, i.everybody()...)
		}
	}
	return all
}

// due is the cancellation that the person has yet to receive: its own before those of circles.
func (p *person) due() *refusal {
	if p.asked != nil {
		return p.asked
	}
	return p.reached()
}

func (p *person) takeDue() *refusal {
	r := p.due()
	p.asked = nil
	return r
}

// ask delivers a cancellation, which is kept until it is received, and reports whether anybody will.
func (p *person) ask(r *refusal) bool {
	if p.state == "done" || p.passing {
		return false
	}
	if p.asked == nil || r.over(p.asked) {
		p.asked = r
	}
	p.deliver(r)
	return true
}

// over: one's own wins over a circle's, an outer circle's over an inner one's.
func (r *refusal) over(other *refusal) bool {
	return other.of != nil && (r.of == nil || other.of.within(r.of))
}

// deliver cancels what the person waits for, or else the person. Who has got something that others did not, and that
// cannot be given back, keeps it.
func (p *person) deliver(r *refusal) {
	if p.state == "waiting" && p.passToAwaited(r) {
		p.passed = p.passed || p.asked == r
		return
	}
	switch {
	case p.cut != nil || !p.begun:
	case p.state == "ready" && p.granted != nil && p.giveBack == nil:
	case p.state == "ready":
		back := p.giveBack
		if p.cut, p.granted, p.giveBack = r, nil, nil; back != nil {
			back()
		}
	case p.state == "waiting":
		p.cut = r
		p.wake(nil)
	}
}

func (p *person) passToAwaited(r *refusal) (took bool) {
	if p.passing {
		return false
	}
	p.passing = true
	switch {
	case p.awaiting != nil && !p.awaiting.circle.within(r.of):
		took = p.awaiting.ask(r)
	case p.awaiting == nil && p.cancelAwaited != nil:
		took = p.cancelAwaited(r)
	}
	p.passing = false
	return took
}

// waitPassing waits in a list, and passes cancellations on.
func (p *person) waitPassing(list *[]*person, cancel func(r *refusal) bool) (passed *refusal, err error) {
	p.cancelAwaited = cancel
	err = p.waitIn(list, -1)
	if p.cancelAwaited = nil; err != nil {
		return nil, err
	}
	return p.passedOn(), nil
}

// passedOn returns the cancellation that was passed on in the wait that is over.
func (p *person) passedOn() *refusal {
	r := p.due()
	if p.passed {
		p.asked, p.passed = nil, false
	}
	return r
}

// instead: what ends with another's cancellation, although one was passed on to it, ends with that.
func (r *refusal) instead(err error) error {
	if r == nil || err == nil || !refused(err) {
		return err
	}
	if _, same := strip(err, r); same {
		return err
	}
	return r
}

func (p *person) cancel(i int) {
	p.tasks[i%len(p.tasks)].ask(&refusal{cause: "by " + p.name})
}

func (p *person) await(i int) error {
	k := p.tasks[i%len(p.tasks)]
	switch {
	case k == p:
		return errSelf
	case k.state == "done":
		return k.err
	}
	list := k.awaiters()
	p.awaiting = k
	err := p.waitIn(list, -1)
	if p.awaiting = nil; err != nil {
		return err
	}
	return p.passedOn().instead(k.err)
}

// awaiters returns those that await k, who are woken after all else that its end brings.
func (p *person) awaiters() *[]*person {
	if p.joiners == nil {
		p.joiners = &[]*person{}
	}
	return p.joiners
}

func (p *person) timeout(n int, fn func() error) error {
	text := strconv.Itoa(n) + "ms"
	if n == 0 {
		text = "0s"
	}
	caught, err := p.in(func(s *circle) error {
		expire := func() { s.refuse("timeout of " + text) }
		if n == 0 {
			defer p.unset(p.soon(expire))
		} else {
			defer p.unset(p.at(p.now+n, expire))
		}
		return fn()
	})
	if caught && err == nil {
		return errors.New("async: timed out after " + text)
	}
	return err
}

func (p *person) shielded(fn func() error) error {
	_, err := p.in(func(s *circle) error {
		s.shield = true
		return fn()
	})
	return err
}
