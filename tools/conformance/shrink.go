package main

import (
	"encoding/json"
	"slices"
)

// shrink leaves out and shortens operations of a program for as long as bad reports true of the result.
func shrink(p *program, bad func(p *program) bool) *program {
	for {
		q := firstBad(smaller(p), bad)
		if q == nil {
			return p
		}
		p = q
	}
}

func firstBad(all []*program, bad func(p *program) bool) *program {
	for _, q := range all {
		if q.valid() && bad(q) {
			return q
		}
	}
	return nil
}

// valid reports whether the generator could make the program: all tasks that it refers to exist, awaiting makes no cycle,
// and no task acquires a lock that it holds.
func (p *program) valid() bool {
	ok := true
	p.eachOp(func(o *op, top int) {
		kind := operationOf(o)
		switch {
		case kind.of == earlierTask && o.Of >= top, kind.of == anyTask && o.Of >= len(p.Tasks), kind.tasks > 0 && len(o.Tasks) == 0:
			ok = false
		case kind.name == "lock":
			ok = ok && !takesLock(o.Body, o.Of)
		}
	})
	return ok
}

// takesLock reports whether operations acquire a lock in the task that runs them.
func takesLock(ops []*op, lock int) bool {
	return slices.ContainsFunc(ops, func(o *op) bool {
		return operationOf(o).of == freeLock && o.Of == lock || takesLock(o.Body, lock) || o.Kind == "call" && takesLock(o.Tasks[0].Ops, lock)
	})
}

// smaller returns the programs that are one step smaller, the smallest first.
func smaller(p *program) (all []*program) {
	for i := range p.Tasks {
		all = append(all, without(p, i))
	}
	// Each copy takes another step, until there is no step of number n.
	for n := 0; ; n++ {
		q := p.clone()
		s := &step{left: n}
		for _, k := range q.Tasks {
			s.task(k)
		}
		if s.left >= 0 {
			return all
		}
		all = append(all, q)
	}
}

// without returns the program without its i-th task. What referred to that task refers to the one before.
func without(p *program, i int) *program {
	q := p.clone()
	q.Tasks = slices.Delete(q.Tasks, i, i+1)
	q.eachOp(func(o *op, _ int) {
		if of := operationOf(o).of; (of == earlierTask || of == anyTask) && o.Of >= i && o.Of > 0 {
			o.Of--
		}
	})
	for j, k := range q.Tasks {
		k.Name = topName(j)
	}
	return q
}

func (p *program) clone() *program {
	text, err := json.Marshal(p)
	if err != nil {
		panic(err)
	}
	q := &program{}
	if err := json.Unmarshal(text, q); err != nil {
		panic(err)
	}
	return q
}

// step walks through a program and makes one change: at the place that comes after left other places. left is negative after
// the change.
type step struct{ left int }

// here reports whether the change is to be made at this place, and counts the place.
func (s *step) here() bool {
	s.left--
	return s.left == -1
}

func (s *step) task(k *task) {
	if k.GoesOn && s.here() {
		k.GoesOn = false
	}
	k.Ops = s.list(k.Ops)
}

func (s *step) list(ops []*op) []*op {
	for i, o := range ops {
		switch {
		case s.left < 0:
			return ops
		case s.here():
			return slices.Delete(ops, i, i+1)
		case len(o.Body) > 0 && s.here():
			return slices.Replace(ops, i, i+1, o.Body...)
		case len(o.Tasks) > 0 && s.here():
			return slices.Replace(ops, i, i+1, o.Tasks[0].Ops...)
		case o.N > max(operationOf(o).least, 0) && s.here():
			o.N--
		}
		s.inside(o)
	}
	return ops
}

func (s *step) inside(o *op) {
	o.Body = s.list(o.Body)
	for i, k := range o.Tasks {
		if len(o.Tasks) > 1 && s.here() {
			o.Tasks = slices.Delete(o.Tasks, i, i+1)
			return
		}
		s.task(k)
		if s.left < 0 {
			return
		}
	}
}
