package scene

import (
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// means is what a task spent the part of its life on that is in the picture.
type means struct {
	waited  int64  // boxes in which it waited
	slept   int64  // of these: for a time of its own choice
	worked  int64  // boxes in which it ran, or was ready to
	reply   int64  // waits for the other end of a connection, or for an executor
	seen    extent // from its first to its last box that can be seen by itself
	any     extent // from its first to its last box
	listens bool
}

// extent is a stretch of time, empty when to is 0.
type extent struct{ from, to int64 }

func (e *extent) add(from, to int64) {
	if e.to == 0 {
		e.from = from
	}
	e.to = to
}

func (r *reader) profile(t *summary.Task) means {
	var p means
	l := r.life(t)
	for i := range t.Spans {
		s := &t.Spans[i]
		p.listens = p.listens || s.Why == trace.WhyAccept
		if t.Daemon && s.Why == trace.WhyQueue {
			continue // a worker without work: drawn between two jobs, and neither before nor after them
		}
		from, to, k := l.span(i)
		if from, to = r.clip(from, to); from < to {
			p.add(k, s.Why, from, to, r.frame)
		}
	}
	return p
}

func (p *means) add(k Look, why trace.Why, from, to int64, f frame) {
	n := to - from
	switch k {
	case Waiting:
		p.waited += n
		p.slept += n
	case Thin:
		if !why.Tasks() {
			p.reply += n
		}
		return
	case Running, Ready:
		p.worked += n
	default:
		p.waited += n
	}
	p.any.add(from, to)
	if n >= f.least {
		p.seen.add(from, to)
	}
}

// In a real run everyone is ready, and runs, for a moment now and then. So work says something about a task
// only from some times what can be seen on; from more where the task is a service's, whose moments add up
// while it passes questions on.
const (
	someWork    = 2
	serviceWork = 10
)

// idle reports whether the task did nothing itself.
func (p *means) idle(f frame) bool { return p.waited < max(f.least, 1) && p.worked <= someWork*f.least }

// server decides about a task that serves others. It is drawn from its first box to its last: how long a
// client then kept the connection open says nothing about the service. One that answered in no time at all
// is drawn too, so that a service does not vanish when its latency is set to nothing. One that listens is drawn
// when it serves clients itself, and when it has a thread which that keeps busy.
func (p *means) server(t *summary.Task, from, to int64, f frame) choice {
	from, to = f.clip(from, to)
	box := p.seen
	if box.to == 0 {
		box = p.any
	}
	switch {
	case p.listens && p.slept < max(f.least, 1) && !(t.Thread && p.worked > serviceWork*f.least):
		return choice{}
	case p.waited >= max(f.least, 1) || p.worked > serviceWork*f.least:
		return choice{from: box.from, to: box.to, is: true}
	}
	return choice{from: from, to: to, is: t.Group != "" && to-from < max(f.least, 1)}
}
