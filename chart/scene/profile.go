package scene

import (
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// profile says what a task spent its time on, within the frame. Times are in nanoseconds.
type profile struct {
	waited  int64  // in boxes that wait
	slept   int64  // the part of waited that was sleep
	worked  int64  // in boxes that run or are ready
	replies int64  // waiting for the other end of a connection or for an executor
	visible extent // from the first to the last box that is long enough to be seen
	whole   extent // from the first to the last box
	listens bool   // it accepted connections
}

// extent is a stretch of time, empty when to is 0.
type extent struct{ from, to int64 }

func (e *extent) add(from, to int64) {
	if e.to == 0 {
		e.from = from
	}
	e.to = to
}

func (r *reader) profile(t *summary.Task) profile {
	var p profile
	l := r.life(t)
	for i := range t.Spans {
		s := &t.Spans[i]
		p.listens = p.listens || s.Why == trace.WhyAccept
		if t.Daemon && s.Why == trace.WhyQueue {
			continue // a worker without work, which is drawn between two jobs but neither before nor after them
		}
		from, to, k := l.span(i)
		if from, to = r.clip(from, to); from < to {
			p.add(k, s.Why, from, to, r.frame)
		}
	}
	return p
}

func (p *profile) add(k Look, why trace.Why, from, to int64, f frame) {
	n := to - from
	switch k {
	case Waiting:
		p.waited += n
		p.slept += n
	case Thin:
		if !why.ForTasks() {
			p.replies += n
		}
		return
	case Running, Ready:
		p.worked += n
	default:
		p.waited += n
	}
	p.whole.add(from, to)
	if n >= f.minVisible {
		p.visible.add(from, to)
	}
}

// On a real clock every task runs for some microseconds now and then. So a task counts as having worked only when its
// work exceeds this many times the shortest visible stretch; for a service the limit is higher, because the moments in
// which it passes requests on add up.
const (
	someWork    = 2
	serviceWork = 10
)

// idle reports whether the task neither waited nor worked long enough to be seen.
func (p *profile) idle(f frame) bool {
	return p.waited < max(f.minVisible, 1) && p.worked <= someWork*f.minVisible
}

// serverChoice decides how a daemon is drawn: from its first box to its last, because how long a client then kept
// the connection open says nothing about the service. A task of a service that answered at once is drawn although it has
// no box, so that a service with a latency of 0 does not vanish. A task that only accepts connections is not drawn,
// unless it has a thread and keeps it busy.
func (p *profile) serverChoice(t *summary.Task, from, to int64, f frame) choice {
	from, to = f.clip(from, to)
	box := p.visible
	if box.to == 0 {
		box = p.whole
	}
	switch {
	case p.listens && p.slept < max(f.minVisible, 1) && !(t.Thread && p.worked > serviceWork*f.minVisible):
		return choice{}
	case p.waited >= max(f.minVisible, 1) || p.worked > serviceWork*f.minVisible:
		return choice{from: box.from, to: box.to, drawn: true}
	}
	return choice{from: from, to: to, drawn: t.Group != "" && to-from < max(f.minVisible, 1)}
}
