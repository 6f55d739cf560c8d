package async_test

import (
	"errors"
	"slices"
	"strconv"
)

// meetings are where tasks wait for each other: a condition, a barrier for three, a limiter, a future.
type meetings struct {
	watchers  []*person
	atGate    []*person
	gate      *gathering
	shut      bool
	total     int
	borrowers []*person
	borrowing []*person
	future    *promise
}

// gathering is one time that the barrier fills.
type gathering struct {
	passed int
	broken bool
}

var errBroken = errors.New("async: the barrier is broken")

func (p *person) without(does string) error {
	holder := p.holders[0]
	switch holder {
	case p:
		return nil
	case nil:
		return errors.New("async: " + p.name + " " + does + " condition news without lock l0, which nobody holds")
	}
	return errors.New("async: " + p.name + " " + does + " condition news without lock l0, which " + holder.name + " holds")
}

// standby lets go of the lock, waits, and has the lock again however that ended. Who was told and then cancelled
// tells the next.
func (p *person) standby() error {
	if err := p.without("waits for"); err != nil {
		return err
	}
	p.holders[0] = wakeFirst(&p.lockers[0])
	cancelled := p.waitIn(&p.watchers, -1)
	var late error
	for p.holders[0] != p {
		if p.holders[0] == nil {
			p.holders[0] = p
			break
		}
		if err := p.shielded(func() error { return p.waitIn(&p.lockers[0], -1) }); err != nil && late == nil {
			late = err
		}
	}
	if cancelled != nil {
		return cancelled
	}
	if late != nil {
		wakeFirst(&p.watchers)
	}
	return late
}

func (p *person) notify(n int) error {
	if err := p.without("notifies"); err != nil {
		return err
	}
	for ; n > 0 && wakeFirst(&p.watchers) != nil; n-- {
	}
	return nil
}

func (p *person) barrier() (index int, err error) {
	if p.shut {
		return 0, errBroken
	}
	if len(p.atGate) == 2 {
		p.open()
		return 2, nil
	}
	mine := p.gate
	if err := p.waitIn(&p.atGate, -1); err != nil {
		return 0, err
	}
	if mine.broken {
		return 0, errBroken
	}
	mine.passed++
	return mine.passed - 1, nil
}

// open lets everybody through who waits, and those to come wait for others.
func (p *person) open() {
	p.gate = &gathering{}
	for wakeFirst(&p.atGate) != nil {
	}
}

func (p *person) reset(broken bool) {
	p.gate.broken = true
	p.open()
	p.shut = broken
}

func (p *person) token(fn func() error) error {
	switch {
	case slices.Contains(p.borrowers, p):
		return errors.New("async: " + p.name + " acquires a second token of limiter tokens, which lends one to each task")
	case len(p.borrowers) < p.total && !p.anybodyBefore(&p.borrowing):
		p.borrowers = append(p.borrowers, p)
	default:
		err := p.waitIn(&p.borrowing, -1)
		p.lend()
		if err != nil {
			return err
		}
	}
	err := fn()
	p.world.borrowers = slices.DeleteFunc(p.borrowers, func(q *person) bool { return p == q })
	p.lend()
	return err
}

func (p *person) tokens(n int) error {
	if n < 1 {
		return errors.New("async: limiter tokens has 1 token or more, not " + strconv.Itoa(n))
	}
	p.total = n
	p.lend()
	return nil
}

// lend gives those who wait the tokens there are; whoever is woken has one.
func (p *person) lend() {
	for len(p.borrowers) < p.total && len(p.borrowing) > 0 {
		p.borrowers = append(p.borrowers, wakeFirst(&p.borrowing))
	}
}

// promise is a future.
type promise struct {
	settled bool
	n       int
	err     error
	waiting []*person
}

func (f *promise) settle(n int, err error) error {
	if f.settled {
		return errors.New("async: future promise is already done")
	}
	if err != nil {
		n = 0
	}
	f.settled, f.n, f.err = true, n, err
	wakeAll(&f.waiting)
	return nil
}

func (p *person) promise()                      { p.future = &promise{} }
func (p *person) settle(n int, err error) error { return p.future.settle(n, err) }
func (p *person) renounce() bool                { return p.future.settle(0, &refusal{cause: "renounced"}) == nil }

// promised waits for the future. Who is cancelled meanwhile cancels it for all.
func (p *person) promised() (int, error) {
	f := p.future
	if !f.settled {
		passed, err := p.waitPassing(&f.waiting, func(r *refusal) bool { return f.settle(0, r) == nil })
		if err != nil {
			return 0, err
		}
		return f.n, passed.instead(f.err)
	}
	return f.n, f.err
}

// shield waits for a task's end and keeps its own cancellation to itself.
func (p *person) shield(i int) error {
	k := p.tasks[i%len(p.tasks)]
	var list []*person
	gone := false
	if k.state != "done" {
		k.onEnd(func() {
			if !gone {
				wakeAll(&list)
			}
		})
		if err := p.waitIn(&list, -1); err != nil {
			gone = true
			return err
		}
	}
	return k.err
}

// race is a nursery that its first winner cancels.
func (p *person) race(children []*script) error {
	if len(children) == 0 {
		return errors.New("async: race of no tasks")
	}
	var lost []error
	won := false
	err := p.contest(children, func(k *person, s *circle, err error) error {
		switch {
		case refused(err):
			return err
		case err != nil:
			lost = append(lost, err)
		case !won:
			won = true
			s.refuse(k.name + " has won")
		}
		return nil
	})
	if won || err != nil {
		return err
	}
	return together(lost)
}
