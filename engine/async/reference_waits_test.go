package async_test

import (
	"errors"
	"slices"
	"strconv"
)

// joinPassingOn waits in a list of its own until over, and passes cancellations on to ks. When all of these have ended, a
// cancellation is the error, in the turn in which the wait would end anyway.
func (p *person) joinPassingOn(list *[]*person, over *bool, ks []*person) (passed *refusal, err error) {
	tooLate := false
	for !*over {
		passed, err = p.waitPassing(list, func(r *refusal) (took bool) {
			tooLate = !slices.ContainsFunc(ks, func(k *person) bool { return k.state != "done" })
			for _, k := range ks {
				took = k.ask(r) || took
			}
			return took || tooLate
		})
		if err != nil {
			return nil, err
		}
	}
	if tooLate {
		return nil, passed
	}
	return passed, nil
}

func (p *person) startAll(children []*script) (ks []*person) {
	for _, s := range children {
		ks = append(ks, p.start(s.name, nil, func(p *person) error { return s.play(p) }))
	}
	return ks
}

func (p *person) gather(children []*script) error {
	ks := p.startAll(children)
	var failed error
	var list []*person
	left, over := len(ks), len(ks) == 0
	for _, k := range ks {
		k.onEnd(func() {
			left--
			if failed == nil {
				failed = k.err
			}
			if !over && (left == 0 || failed != nil) {
				over = true
				wakeAll(&list)
			}
		})
	}
	cancelled, err := p.joinPassingOn(&list, &over, ks)
	if err != nil {
		return err
	}
	if failed != nil {
		return cancelled.instead(failed)
	}
	if cancelled != nil {
		return cancelled
	}
	return nil
}

func (p *person) settled(children []*script) (outcomes string, err error) {
	ks := p.startAll(children)
	var list []*person
	left, over := len(ks), len(ks) == 0
	for _, k := range ks {
		k.onEnd(func() {
			if left--; left == 0 {
				over = true
				wakeAll(&list)
			}
		})
	}
	passed, err := p.joinPassingOn(&list, &over, ks)
	if passed != nil {
		err = passed
	}
	for _, k := range ks {
		outcomes += "(" + errorText(k.err) + ")"
	}
	return outcomes, err
}

func (p *person) nursery(children []*script, fn func() error) error {
	return p.nurseryOf(children, fn, func(_ *person, _ *circle, err error) error { return err })
}

// contest is a nursery whose children's ends are judged: what judge returns is what they end with.
func (p *person) contest(children []*script, judge func(k *person, s *circle, err error) error) error {
	return p.nurseryOf(children, func() error { return nil }, judge)
}

func (p *person) nurseryOf(children []*script, fn func() error, judge func(k *person, s *circle, err error) error) error {
	var own *circle
	_, err := p.in(func(s *circle) error {
		own = s
		var errs []error
		var list []*person
		live := 0
		fail := func(name string, err error) {
			errs = append(errs, err)
			s.refuse(name + " failed: " + err.Error())
		}
		for _, c := range children {
			live++
			k := p.start(c.name, s, func(p *person) error { return judge(p, s, c.play(p)) })
			k.onEnd(func() {
				if err := s.failure(k.err); err != nil {
					fail(k.name, err)
				}
				if live--; live == 0 {
					wakeAll(&list)
				}
			})
		}
		if err := fn(); err != nil {
			fail(p.name, err)
		}
		var interrupted error
		for live > 0 {
			err := p.shielded(func() error { return p.waitIn(&list, -1) })
			if err != nil && interrupted == nil {
				interrupted = err
				s.refuse(p.name + " was " + err.Error())
			}
		}
		return together(append(errs, interrupted))
	})
	return own.strongest(err)
}

// strongest: of several cancellations, and nothing else, the person's own comes back, that of a circle around, or the first.
func (s *circle) strongest(err error) error {
	many, is := err.(several)
	if !is || !refused(err) {
		return err
	}
	first := many[0]
	for _, each := range many {
		if r, is := each.(*refusal); is && r.of == nil {
			return r
		} else if is && s.within(r.of) {
			first = r
		}
	}
	return first
}

// failure returns what a child's error is to the nursery whose circle it is: a cancellation that is not the circle's,
// nor of one around it, is none.
func (s *circle) failure(err error) error {
	if r := firstRefusal(err); r != nil && !s.within(r.of) {
		err, _ = strip(err, r)
	}
	return err
}

func firstRefusal(err error) *refusal {
	switch e := err.(type) {
	case *refusal:
		return e
	case several:
		for _, each := range e {
			if r := firstRefusal(each); r != nil {
				return r
			}
		}
	}
	return nil
}

// refused reports whether an error is nothing but cancellations.
func refused(err error) bool {
	switch e := err.(type) {
	case *refusal:
		return true
	case several:
		return !slices.ContainsFunc(e, func(err error) bool { return !refused(err) })
	}
	return false
}

// limit has expire called when n has passed, in a turn of its own. The alarm is nil when n is negative, which is never.
func (p *person) limit(n int, expire func()) *alarm {
	if n < 0 {
		return nil
	}
	return p.at(p.now+n, expire)
}

func (p *person) wait(until, n int) (done string, err error) {
	ks := slices.Clone(p.tasks)
	var list []*person
	left, over := len(ks), false
	for _, k := range ks {
		k.onEnd(func() {
			left--
			failed := k.err != nil && !refused(k.err)
			if !over && (left == 0 || until == 1 || until == 2 && failed) {
				over = true
				wakeAll(&list)
			}
		})
	}
	late := p.limit(n, func() { over = true; wakeAll(&list) })
	err = p.waitIn(&list, -1)
	over = true
	if p.unset(late); err != nil {
		return "0", err
	}
	pending := 0
	for _, k := range p.tasks {
		switch {
		case !slices.Contains(ks, k):
		case k.state == "done":
			done += k.name + " "
		default:
			pending++
		}
	}
	return done + strconv.Itoa(pending), nil
}

func (p *person) completed(n int) (order string, err error) {
	ks := slices.Clone(p.tasks)
	var ended, list []*person
	var late bool
	for _, k := range ks {
		k.onEnd(func() {
			if !late {
				ended = append(ended, k)
				wakeAll(&list)
			}
		})
	}
	limit := p.limit(n, func() { late = true; wakeAll(&list) })
	defer p.unset(limit)
	for i := range ks {
		if i == len(ended) && !late {
			if err := p.waitIn(&list, -1); err != nil {
				return order, err
			}
		}
		if i == len(ended) {
			return order, errors.New("async: timed out after " + (millis(n)).String())
		}
		order += ended[i].name + " "
	}
	return order, nil
}
