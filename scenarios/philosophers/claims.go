//go:build !js

package philosophers

import (
	"errors"
	"slices"
	"strings"
	"time"

	"overlap/engine"
	"overlap/scenarios"
)

// Claims says what holds of all dinners.
func (p *philosophers) Claims(d *scenarios.Declaration) {
	d.Always("all take the left fork first: they are stuck in a ring exactly when each is hungry by the time the neighbour reaches for the second fork", p.ring)
	d.Always("with one who takes the right fork first, or with a waiter, all have eaten, no later than if each had the table alone", p.end)
	d.Always("where the others would be stuck, they eat one after another: the last but one first, the last one last", p.inTurn)
	d.Always("who is hungry when the neighbour has eaten waits for nobody", p.apart)
}

// hungry is when the i-th philosopher, from 0, has thought.
func (p *philosophers) hungry(i int) time.Duration {
	return p.thinking + time.Duration(i)*p.longer
}

// stuck reports whether each has the left fork before the neighbour on that side wants it. Who is hungry at that
// very instant comes first.
func (p *philosophers) stuck() bool { return p.longer <= p.pause }

// ring wants the deadlock when the last one reaches for the second fork.
func (p *philosophers) ring(rs *scenarios.Results) error {
	r := rs.Of("left")
	if !p.stuck() {
		return p.allAte(r)
	}
	e, ok := errors.AsType[*engine.DeadlockError](r.Err)
	if !ok {
		return errors.New("philosophers: they are not stuck: " + r.Outcome())
	}
	want := append(slices.Clone(names[:p.count]), names[0])
	if !slices.Equal(e.Cycle, want) || r.Total != p.hungry(p.count-1)+p.pause {
		return errors.New("philosophers: " + strings.Join(e.Cycle, " ") + " wait for each other after " + r.Total.String())
	}
	return nil
}

func (p *philosophers) end(rs *scenarios.Results) error {
	return errors.Join(p.allAte(rs.Of("one")), p.allAte(rs.Of("waiter")))
}

// allAte also wants that somebody reaches for a fork or eats at every instant at which nobody thinks.
func (p *philosophers) allAte(r *scenarios.Result) error {
	eaten, want := strings.Split(r.Value, ", "), slices.Clone(names[:p.count])
	slices.Sort(eaten)
	slices.Sort(want)
	alone := p.hungry(p.count-1) + time.Duration(p.count)*(p.pause+p.eating)
	if r.Err != nil || !slices.Equal(eaten, want) || r.Total > alone {
		return errors.New("philosophers: " + r.Variant.Name + " ends after " + r.Total.String() + ": " + r.Outcome())
	}
	return nil
}

// inTurn: the last but one finds a second fork, and every fork put back is the neighbour's second. The last one
// waits for fork 1, which is put back as the last of them.
func (p *philosophers) inTurn(rs *scenarios.Results) error {
	if !p.stuck() {
		return nil
	}
	order := slices.Clone(names[:p.count-1])
	slices.Reverse(order)
	want := strings.Join(append(order, names[p.count-1]), ", ")
	for _, name := range []string{"one", "waiter"} {
		if r := rs.Of(name); r.Value != want {
			return errors.New("philosophers: " + name + ": " + r.Value + ", not " + want)
		}
	}
	first, others := p.hungry(p.count-2)+p.pause, time.Duration(p.count-1)*p.eating
	if err := rs.Of("one").Took(first + others + p.pause + p.eating); err != nil {
		return err
	}
	// The last one has the seat, and one fork, while the others eat.
	return rs.Of("waiter").Took(first + max(others, p.eating+p.pause) + p.eating)
}

func (p *philosophers) apart(rs *scenarios.Results) error {
	if p.stuck() || p.longer < p.pause+p.eating {
		return nil
	}
	for _, r := range rs.List {
		if err := r.Took(p.hungry(p.count-1) + p.pause + p.eating); err != nil {
			return err
		}
	}
	return nil
}
