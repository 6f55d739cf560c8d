package http1

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"overlap/engine"
	"overlap/engine/network"
)

// ErrGone is what an exchange returns when the server has closed the connection before the first byte of an answer, such
// as a connection that was idle for too long. A GET may then be sent again over a new one (RFC 9110 section 9.2.2).
var ErrGone = errors.New("http1: the server closed the connection instead of answering")

// ErrEnded is what an exchange returns on a connection that the server has closed behind the answer before.
var ErrEnded = errors.New("http1: the server closed the connection after an answer, before the next request")

// Client is a connection to a server, for one exchange after another. Any task may use it, one at a time.
type Client struct {
	conn   *network.Conn
	in     *reader
	host   string
	user   string // the task whose exchange is under way, "" for none
	closed bool
	ended  bool // the server closed it behind an answer
}

// Dial connects to a service by its name.
func Dial(t *engine.Task, service string) (*Client, error) {
	c, err := network.Dial(t, service)
	if err != nil {
		return nil, err
	}
	return &Client{conn: c, in: &reader{from: c}, host: service}, nil
}

// Get asks for a path over a connection of its own, which both sides close afterwards.
func Get(t *engine.Task, service, path string) (*Response, error) {
	c, err := Dial(t, service)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	return c.Do(t, getRequest(path, Field{"Connection", "close"}))
}

// Get asks for a path, such as "/items?page=2".
func (c *Client) Get(t *engine.Task, path string) (*Response, error) {
	return c.Do(t, getRequest(path))
}

func getRequest(target string, fields ...Field) *Request {
	path, query, _ := strings.Cut(target, "?")
	return &Request{Method: "GET", Path: path, Query: query, Header: fields}
}

// Do sends a request and waits for the response. A response of any status is no error: errors are a connection that fails,
// an answer that is no HTTP (a *MessageError), a cancellation. After an error Do closes the connection, because its
// next bytes may belong to the failed exchange; it also closes it when either side has asked for that.
func (c *Client) Do(t *engine.Task, r *Request) (*Response, error) {
	if c.ended {
		return nil, ErrEnded
	}
	if c.closed {
		return nil, network.ErrClosed
	}
	if c.user != "" {
		return nil, errors.New("http1: connection " + strconv.Itoa(int(c.conn.Ref())) + " is in an exchange of task " +
			strconv.Quote(c.user) + ", asked for another by task " + strconv.Quote(t.Name()))
	}
	if !isToken(r.Method) || strings.ContainsFunc(r.Target(), breaksTarget) || !strings.HasPrefix(r.Path, "/") {
		return nil, errors.New("http1: no request for " + strconv.Quote(r.Method+" "+r.Target()) + " can be sent: blanks are written %20 in a path")
	}
	c.user = t.Name()
	defer func() { c.user = "" }()
	c.conn.HandTo(t)
	p, keep, err := c.exchange(r)
	c.ended = err == nil && !keep
	if err != nil || !keep || r.Header.has("Connection", "close") {
		c.Close()
	}
	return p, err
}

// breaksTarget reports whether a character would end the target of a request.
func breaksTarget(c rune) bool { return c <= ' ' || c == 0x7f }

func (c *Client) exchange(r *Request) (*Response, bool, error) {
	if _, err := c.conn.Write(r.append(nil, c.host)); errors.Is(err, network.ErrReset) {
		return nil, false, ErrGone
	} else if err != nil {
		return nil, false, err
	}
	p, keep, err := c.in.response(r.Method)
	if err == io.EOF {
		err = ErrGone
	}
	return p, keep, err
}

// Open reports whether another request can be sent.
func (c *Client) Open() bool { return !c.closed }

// Close ends the connection. Closing twice does nothing.
func (c *Client) Close() error {
	c.closed = true
	return c.conn.Close()
}
