package memory

import (
	"time"

	"overlap/engine/network"
)

// timeWait is how long the port of a dialled connection stays taken after its end was the first to close
// (net/ipv4: TCP_TIMEWAIT_LEN): what is still under way must not reach another connection.
const timeWait = 60 * time.Second

// ports are what one service is dialled from. Each may be used to dial another service at the same time.
type ports struct {
	used    int             // by open connections and handshakes
	waiting []time.Duration // in TIME_WAIT, by when they are free, earliest first
}

// takePort takes a port to dial the service of that name from, until it is released; nil when ports have no bound.
func (n *Network) takePort(name string) (*ports, error) {
	limit := n.opts.Ports
	if limit <= 0 {
		return nil, nil
	}
	p := n.ports[name]
	if p == nil {
		p = &ports{}
		if n.ports == nil {
			n.ports = map[string]*ports{}
		}
		n.ports[name] = p
	}
	for len(p.waiting) > 0 && p.waiting[0] <= n.loop.Now() {
		p.waiting = p.waiting[1:]
	}
	if p.used+len(p.waiting) >= limit {
		return nil, &network.PortsError{To: name, Limit: limit, Waiting: len(p.waiting)}
	}
	p.used++
	return p, nil
}

// release gives a port back, after TIME_WAIT for an end that was the first to close.
func (p *ports) release(now time.Duration, first bool) {
	if p == nil {
		return
	}
	p.used--
	if first {
		p.waiting = append(p.waiting, now+timeWait)
	}
}
