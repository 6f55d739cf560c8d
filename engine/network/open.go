package network

import (
	"strconv"

	"overlap/engine"
)

// open is the connections of a run that nobody has closed, in the order they were made.
type open struct {
	conns map[int32][]*Conn // by number: a connection in memory has two ends
	order []int32
}

// track returns the run's list of open connections, which the run reports at its end.
func track(l *engine.Loop) *open {
	if o, ok := engine.Attached[*open](l); ok {
		return o
	}
	o := &open{conns: map[int32][]*Conn{}}
	engine.Attach(l, o)
	l.OnEnd(func() { o.report(l) })
	return o
}

func (o *open) add(c *Conn) {
	o.conns[c.ref] = append(o.conns[c.ref], c)
	o.order = append(o.order, c.ref)
	if len(o.order) > 64 && len(o.order) > 4*len(o.conns) {
		o.sweep()
	}
}

// sweep drops the numbers of closed connections from the order.
func (o *open) sweep() {
	live := o.order[:0]
	for _, ref := range o.order {
		if len(o.conns[ref]) > 0 {
			live = append(live, ref)
		}
	}
	o.order = live
}

func (o *open) remove(c *Conn) {
	ends := o.conns[c.ref]
	for i, e := range ends {
		if e == c {
			ends = append(ends[:i:i], ends[i+1:]...)
			break
		}
	}
	if len(ends) == 0 {
		delete(o.conns, c.ref)
		return
	}
	o.conns[c.ref] = ends
}

// report names what clients left open; a server's end is open because its client's is.
func (o *open) report(l *engine.Loop) {
	seen := int32(0)
	for _, ref := range o.order {
		for _, c := range o.conns[ref] {
			if ref != seen && !c.owner.IsDaemon() {
				seen = ref
				l.LeftOpen("connection " + strconv.Itoa(int(ref)) + " to " + c.peer + ", owned by " + c.owner.Name())
			}
		}
	}
}
