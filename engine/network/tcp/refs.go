//go:build !js

package tcp

import (
	"net/netip"
	"sync"
	"time"
)

// refs gives both ends of a connection the same number. It finds the dialler's number by the dialler's address, which
// both ends know. Each listener has its refs, which goroutines use that dial and accept.
type refs struct {
	mu       sync.Mutex
	changed  sync.Cond
	known    map[netip.AddrPort]int32 // numbers of connections made and not yet accepted, by the dialler's address
	dialling int                      // dials under way, whose connections may be accepted before the dials return
}

// claimTimeout bounds how long claim waits for dials under way, of which one may have made the connection. Most waits are
// microseconds: only an outside client that connects while a dial of the run hangs waits longer.
const claimTimeout = time.Second

func newRefs() *refs {
	r := &refs{known: map[netip.AddrPort]int32{}}
	r.changed.L = &r.mu
	return r
}

// expect remembers the number of a connection that is being made from an address.
func (r *refs) expect(from netip.AddrPort, ref int32) {
	r.mu.Lock()
	r.known[from] = ref
	r.mu.Unlock()
}

// forget takes back what expect said.
func (r *refs) forget(from netip.AddrPort) {
	r.mu.Lock()
	delete(r.known, from)
	r.mu.Unlock()
}

// claim returns the dialler's number of a connection accepted from an address, 0 when the client is not the run's own.
func (r *refs) claim(from netip.AddrPort) int32 {
	r.mu.Lock()
	defer r.mu.Unlock()
	if ref, ok := r.take(from); ok || r.dialling == 0 {
		return ref
	}
	end := time.Now().Add(claimTimeout)
	timer := time.AfterFunc(claimTimeout, r.changed.Broadcast)
	defer timer.Stop()
	for {
		r.changed.Wait()
		if ref, ok := r.take(from); ok || r.dialling == 0 || !time.Now().Before(end) {
			return ref
		}
	}
}

func (r *refs) take(from netip.AddrPort) (int32, bool) {
	ref, ok := r.known[from]
	delete(r.known, from)
	return ref, ok
}
