package http1

import (
	"errors"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/network"
)

// IdleTimeout is how long a server waits for the whole of the next request before it closes the connection.
const IdleTimeout = 10 * time.Second

// Handler answers one request. An error ends the connection without an answer; the trace has it.
type Handler func(t *engine.Task, r *Request) (*Response, error)

// Route sends the requests for a path to a handler. A route whose path ends in "/" also gets every path below it, of which
// the rest is in Request.Tail.
type Route struct {
	Path   string
	Handle Handler
}

// Routes answers each request by the first route that fits.
type Routes []Route

// Serve answers the requests of one connection, one after another. It is a network.Handler.
func (rs Routes) Serve(t *engine.Task, c *network.Conn) error { return Serve(rs.Handle)(t, c) }

// Handle answers one request: with 404 when no route fits, and with 405 when it is neither GET nor HEAD.
func (rs Routes) Handle(t *engine.Task, r *Request) (*Response, error) {
	for _, route := range rs {
		tail, below := strings.CutPrefix(r.Path, route.Path)
		if !below || tail != "" && !strings.HasSuffix(route.Path, "/") {
			continue
		}
		if r.Method != "GET" && r.Method != "HEAD" {
			p := Text(405, "only GET and HEAD are allowed here\n")
			p.Header = append(p.Header, Field{"Allow", "GET, HEAD"})
			return p, nil
		}
		r.Tail = tail
		return route.Handle(t, r)
	}
	return Text(404, "there is nothing at "+r.Path+"\n"), nil
}

// Serve returns a handler of connections that answers their requests with h, one after another. It keeps a connection open
// for as long as the client wants and each request comes within IdleTimeout.
func Serve(h Handler) network.Handler {
	return func(t *engine.Task, c *network.Conn) error {
		s := &serverConn{c, &reader{from: c}}
		for {
			if keep, err := s.exchange(t, h); err != nil || !keep {
				return err
			}
		}
	}
}

// serverConn is one connection of a server.
type serverConn struct {
	conn *network.Conn
	in   *reader
}

// exchange reads a request and answers it. keep says whether another request may follow.
func (s *serverConn) exchange(t *engine.Task, h Handler) (keep bool, err error) {
	s.conn.SetTimeout(IdleTimeout)
	q, err := s.in.request()
	if err == nil {
		q.Body, err = s.body(q)
	}
	if err != nil {
		return false, s.refuse(err)
	}
	s.conn.SetTimeout(0)
	t.Label(q.Method + " " + q.Path)
	p, err := h(t, q)
	if err != nil {
		return false, err
	}
	keep = q.wantsKeepAlive() && !p.Header.has("Connection", "close")
	_, err = s.conn.Write(p.append(nil, q.Method, keep))
	return keep, unlessClosed(err)
}

// body reads a request's body. Clients such as curl send a large body only after a "100 Continue".
func (s *serverConn) body(q *Request) ([]byte, error) {
	n, err := bodyLength(q.Header)
	if err != nil || n <= 0 {
		return nil, err
	}
	if q.minor > 0 && q.Header.has("Expect", "100-continue") && len(s.in.buf) == 0 {
		if _, err := s.conn.Write([]byte("HTTP/1.1 100 Continue\r\n\r\n")); err != nil {
			return nil, err
		}
	}
	return s.in.body(n)
}

// refuse answers a request that cannot be read with what is wrong, unless the client has left or has sent nothing.
func (s *serverConn) refuse(err error) error {
	m, ok := errors.AsType[*MessageError](err)
	switch {
	case ok:
	case errors.Is(err, engine.ErrDeadline) && s.in.used+len(s.in.buf) > 0:
		m = &MessageError{408, "no complete request within " + IdleTimeout.String()}
	case errors.Is(err, engine.ErrDeadline):
		return nil // no byte came since the last answer
	default:
		return unlessClosed(err)
	}
	s.conn.ReadOn()
	_, err = s.conn.Write(Text(m.Status, m.Why+"\n").append(nil, "", false))
	return unlessClosed(err)
}

// unlessClosed returns nil for the error of a client that has left: for a server that is no failure.
func unlessClosed(err error) error {
	if err == ErrCut {
		return nil
	}
	return network.UnlessEnded(err)
}
