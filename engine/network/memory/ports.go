package memory

import (
	"time"

	"overlap/engine/network"
)

// timeWait is how long a dialler's port stays taken after the dialler was the first to close (Linux's TCP_TIMEWAIT_LEN):
// bytes still under way must not reach another connection.
const timeWait = 60 * time.Second

// ports are the local ports from which one service is dialled. The same port may dial another service at the same time.
type ports struct {
	used    int             // by open connections and handshakes
	waiting []time.Duration // when the ports in TIME_WAIT are free, earliest first
}

// takePort takes a port from which to dial the service of that name. It returns nil when ports have no bound.
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
