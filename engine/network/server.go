package network

import (
	"slices"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

// Server is a service that listens. Either a program accepts its connections one at a time with Accept and serves them in
// its own task, or Serve starts a task for each.
type Server struct {
	at       Address
	listener Listener
	registry *registry
	handlers []*engine.Task // of Serve, oldest first, some of which have ended
	stats    ServerStats
	idle     *engine.Lot   // where Shutdown waits for the last handler
	draining bool          // Shutdown was called
	patience time.Duration // see Bound
	observe  func(Served)  // see Observe
}

// ServerStats counts what a server has done so far.
type ServerStats struct {
	Accepted int // connections
	Serving  int // handlers that have not ended
	Failed   int // handlers that ended with an error other than a cancellation
	Cut      int // handlers that Shutdown cancelled
}

// Listen makes a server, which clients can dial as soon as Listen has returned. backlog bounds the connections that wait
// to be accepted, as listen(2); 0 is the network's largest.
func Listen(t *engine.Task, at Address, backlog int) (*Server, error) {
	n, ok := engine.Attached[Network](t.Loop())
	if !ok {
		return nil, ErrNone
	}
	ln, err := n.Listen(t, at, backlog)
	if err != nil {
		return nil, err
	}
	b := registryOf(t.Loop())
	s := &Server{at: at, listener: ln, registry: b, idle: t.Loop().NewLot(trace.WhyEvent, "shutdown of "+at.Name, 0)}
	b.servers = append(b.servers, s)
	return s, nil
}

// Servers returns the servers of a run in the order they were made, closed ones included.
func Servers(l *engine.Loop) []*Server { return registryOf(l).servers }

// Address returns what the server listens at.
func (s *Server) Address() Address { return s.at }

// Endpoint returns where outside clients find the server, such as "127.0.0.1:9002"; "" when they cannot.
func (s *Server) Endpoint() string { return s.listener.Endpoint() }

// SetForeign says which services of a run other programs serve. How their clients reach those is up to the network.
func SetForeign(l *engine.Loop, names ...string) {
	if len(names) > 0 {
		registryOf(l).foreign = names
	}
}

// Foreign reports whether another program serves in the server's place: nobody here can stop that.
func (s *Server) Foreign() bool { return slices.Contains(s.registry.foreign, s.at.Name) }

// Stats returns what the server has done so far.
func (s *Server) Stats() ServerStats { return s.stats }

// Bound has reads fail with engine.ErrDeadline when a client has not sent the rest of a request within d of the first byte.
func (s *Server) Bound(d time.Duration) { s.patience = d }

// Accept waits for the next client, first come, first served. After Close it returns ErrClosed.
func (s *Server) Accept(t *engine.Task) (*Conn, error) {
	stream, ref, err := s.accept(t)
	if err != nil {
		return nil, err
	}
	return newConn(t, stream, trace.End(-ref), s.at.Name, s), nil
}

func (s *Server) accept(t *engine.Task) (Stream, int32, error) {
	stream, ref, err := s.listener.Accept(t)
	if err != nil {
		return nil, 0, err
	}
	s.stats.Accepted++
	t.Charge(t.Loop().Costs().Accept)
	return stream, ref, nil
}

// Close stops accepting; connections that nobody has accepted are reset, handlers run on. Closing twice does
// nothing.
func (s *Server) Close() error { return s.listener.Close() }
