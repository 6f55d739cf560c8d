package chart

import "overlap/engine/trace"

// means is what a task spent its time on, as far as it can be seen.
type means struct {
	own         int64 // its longest span that is drawn as a box
	reply       int64 // its longest wait for the other end of a connection, or for an executor
	first, last int64 // from its first to its last box
	listens     bool
}

// profile looks at the part of a task's life that is in the picture. What is too short to be seen does not
// count: on a real clock everything takes some time.
func profile(t *trace.Task, f frame) means {
	p := means{first: -1}
	for i := range t.Spans {
		s := &t.Spans[i]
		from, to := f.clip(s.From, s.To)
		n, look := to-from, lookOf(s)
		switch {
		case n < f.least || n == 0:
		case look != thin:
			p.own, p.last = max(p.own, n), to
			if p.first < 0 {
				p.first = from
			}
		case s.Why != trace.WhyTask:
			p.reply = max(p.reply, n)
		}
		p.listens = p.listens || s.Why == trace.WhyAccept
	}
	return p
}

// server decides about a task that serves others. It is drawn from its first box to its last: how long a
// client then kept the connection open says nothing about the service. One that answered in no time at all
// is drawn too, so that a service does not vanish when its latency is set to nothing.
func (p means) server(t *trace.Task, from, to int64, f frame) choice {
	from, to = f.clip(from, to)
	switch {
	case p.listens:
		return choice{}
	case p.own > 0:
		return choice{item: item{t, p.first, p.last}, is: true}
	}
	return choice{item: item{t, from, to}, is: t.Group != "" && to-from < max(f.least, 1)}
}
