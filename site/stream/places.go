package stream

import (
	"context"
	"net"
	"net/http"
	"sync"
	"time"
)

// Runs at the same time disturb one another, and each keeps a processor busy.
const (
	mostRuns = 4 // at once, of all clients
	// longestWait is how long a run waits for its place: a page that asks for another run has only just given up the former, which
	// may have to end a call that blocks.
	longestWait = 5 * time.Second
)

// places are where runs are: each client has one, and all together have a few.
type places struct {
	wait  time.Duration
	mu    sync.Mutex
	taken map[string]string          // what a client runs, by its address
	freed map[chan struct{}]struct{} // a channel for each client that waits; closed when a place is free
}

func newPlaces() *places {
	return &places{wait: longestWait, taken: map[string]string{}, freed: map[chan struct{}]struct{}{}}
}

// take takes a client's place for a run, for which it waits a while. leave must be called.
func (p *places) take(ctx context.Context, client, what string) (leave func(), no *refusal) {
	timeout := time.NewTimer(p.wait)
	defer timeout.Stop()
	for {
		freed, why := p.try(client, what)
		if freed == nil {
			return func() { p.leave(client) }, nil
		}
		select {
		case <-freed:
		case <-ctx.Done():
			p.forget(freed)
			return nil, refuse(http.StatusServiceUnavailable, errText(ctx))
		case <-timeout.C:
			p.forget(freed)
			return nil, refuse(http.StatusTooManyRequests, why)
		}
	}
}

// try takes a place, or returns what tells when one is free, and why there is none.
func (p *places) try(client, what string) (freed chan struct{}, why string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch other, has := p.taken[client]; {
	case has:
		why = "a run of " + other + " is under way in another page of yours: stop it, or wait until it ends"
	case len(p.taken) == mostRuns:
		why = "this server runs as many scenarios as it may at once: try again in a moment"
	default:
		p.taken[client] = what
		return nil, ""
	}
	freed = make(chan struct{})
	p.freed[freed] = struct{}{}
	return freed, why
}

// leave frees a client's place. All who wait look again.
func (p *places) leave(client string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.taken, client)
	for c := range p.freed {
		close(c)
	}
	clear(p.freed)
}

func (p *places) forget(c chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.freed, c)
}

// clientOf returns the address of the machine that a request comes from.
func clientOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
