//go:build !js

package tcp

import (
	"net"
	"sync"
	"time"
)

// refs gives both ends of a connection the same number: the dialler's address at one end is the peer's at the
// other. It belongs to a listener and is used by the calls that block, on goroutines of their own.
type refs struct {
	mu       sync.Mutex
	changed  sync.Cond
	known    map[string]int32 // of connections made and not yet accepted, by the dialler's address
	dialling int              // calls under way, whose connections the listener may see before they return
}

// patience is how long an acceptor waits for a call under way to say that the connection is its own. It is
// microseconds; only an outside client that connects while the run's own client hangs waits longer.
const patience = time.Second

func newRefs() *refs {
	r := &refs{known: map[string]int32{}}
	r.changed.L = &r.mu
	return r
}

// dial calls connect and notes whose connection it made.
func (r *refs) dial(ref int32, connect func() (net.Conn, error)) (net.Conn, error) {
	r.mu.Lock()
	r.dialling++
	r.mu.Unlock()
	conn, err := connect()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.dialling--
	if err == nil {
		r.known[conn.LocalAddr().String()] = ref
	}
	r.changed.Broadcast()
	return conn, err
}

// claim returns the number of an accepted connection, 0 when the client is not the run's own.
func (r *refs) claim(conn net.Conn) int32 {
	from := conn.RemoteAddr().String()
	r.mu.Lock()
	defer r.mu.Unlock()
	if ref, ok := r.take(from); ok || r.dialling == 0 {
		return ref
	}
	end := time.Now().Add(patience)
	timer := time.AfterFunc(patience, r.changed.Broadcast)
	defer timer.Stop()
	for {
		r.changed.Wait()
		if ref, ok := r.take(from); ok || r.dialling == 0 || !time.Now().Before(end) {
			return ref
		}
	}
}

func (r *refs) take(from string) (int32, bool) {
	ref, ok := r.known[from]
	delete(r.known, from)
	return ref, ok
}
