package network

import (
	"overlap/engine"
	"overlap/engine/trace"
)

// Server is a service that listens. Its connections are accepted one at a time with Accept, by a program
// that serves them in its own task, or by Serve, which has a task for each.
type Server struct {
	at       Address
	listener Listener
	book     *book
	handlers []*engine.Task // Serve's, oldest first; those that have ended are swept now and then
	stats    ServerStats
	idle     *engine.Lot // where Shutdown waits for the last handler
}

// ServerStats is what a server has done so far.
type ServerStats struct {
	Accepted int // connections
	Serving  int // handlers that run
	Failed   int // handlers that ended with an error other than a cancellation
}

// Listen makes a server that stands when Listen returns: a client made after it finds the service. backlog
// bounds the connections that wait to be accepted, as listen(2); 0 is the network's largest.
func Listen(t *engine.Task, at Address, backlog int) (*Server, error) {
	n, ok := engine.Attached[Network](t.Loop())
	if !ok {
		return nil, ErrNone
	}
	ln, err := n.Listen(t, at, backlog)
	if err != nil {
		return nil, err
	}
	b := bookOf(t.Loop())
	s := &Server{at: at, listener: ln, book: b, idle: t.Loop().NewLot(trace.WhyEvent, "shutdown of "+at.Name, 0)}
	b.servers = append(b.servers, s)
	return s, nil
}

// Servers returns the servers of a run in the order they were made, closed ones included.
func Servers(l *engine.Loop) []*Server { return bookOf(l).servers }

// Address returns what the server listens at.
func (s *Server) Address() Address { return s.at }

// Endpoint returns where clients from outside find it, such as "127.0.0.1:9002"; "" when they cannot.
func (s *Server) Endpoint() string { return s.listener.Endpoint() }

// Stats returns what the server has done so far.
func (s *Server) Stats() ServerStats { return s.stats }

// Accept waits for the next client, first come, first served. After Close it is ErrClosed.
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
