package http1

import (
	"errors"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/network"
)

// IdleTimeout is how long a server keeps a connection on which no request comes, or none to its end.
const IdleTimeout = 10 * time.Second

// Handler answers one request. Its error ends the connection without an answer, and is in the trace.
type Handler func(t *engine.Task, r *Request) (*Response, error)

// Route sends the requests for a path to a handler. One whose path ends in "/" gets everything below it too,
// with what follows as the request's Tail.
type Route struct {
	Path   string
	Handle Handler
}

// Routes are a server: the first that fits a request answers it.
type Routes []Route

// Serve answers the requests of one connection, one after another. It is a network.Handler.
func (rs Routes) Serve(t *engine.Task, c *network.Conn) error { return Serve(rs.Handle)(t, c) }

// Handle answers one request. They are for GET, and HEAD.
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

// Serve returns what answers the requests of a connection with h, one after another, and keeps the connection
// open between them for as long as the client wants and sends something within IdleTimeout.
func Serve(h Handler) network.Handler {
	return func(t *engine.Task, c *network.Conn) error {
		s := &serving{c, &reader{from: c}}
		for {
			if keep, err := s.exchange(t, h); err != nil || !keep {
				return err
			}
		}
	}
}

// serving is one connection of a server.
type serving struct {
	conn *network.Conn
	in   *reader
}

// exchange reads a request and answers it. keep says whether another may follow.
func (s *serving) exchange(t *engine.Task, h Handler) (keep bool, err error) {
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
	keep = q.keeps() && !p.Header.has("Connection", "close")
	_, err = s.conn.Write(p.append(nil, q.Method, keep))
	return keep, gone(err)
}

// body reads a request's body, which clients of large ones hold back until they are told to go on.
func (s *serving) body(q *Request) ([]byte, error) {
	n, err := length(q.Header)
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

// refuse tells the client what was wrong, as far as there is one to tell, and ends the connection.
func (s *serving) refuse(err error) error {
	m, ok := errors.AsType[*MessageError](err)
	switch {
	case ok:
	case errors.Is(err, engine.ErrDeadline) && s.in.used+len(s.in.buf) > 0:
		m = &MessageError{408, "no complete request within " + IdleTimeout.String()}
	case errors.Is(err, engine.ErrDeadline):
		return nil // it was silent since its last answer
	default:
		return gone(err)
	}
	s.conn.ReadOn()
	_, err = s.conn.Write(Text(m.Status, m.Why+"\n").append(nil, "", false))
	return gone(err)
}

// gone returns nil for the error of a client that has left: nobody is there to answer, and nothing is wrong.
func gone(err error) error {
	if err == ErrCut {
		return nil
	}
	return network.UnlessEnded(err)
}
