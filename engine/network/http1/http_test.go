//go:build !js

package http1_test

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/enginetest"
	"overlap/engine/network"
	"overlap/engine/network/http1"
	"overlap/engine/network/tcp"
	"overlap/engine/trace"
	"overlap/scenarios/httpbin"
)

// The package is checked against net/http: its client asks our server, our client asks its server.

// overTCP runs main on the real clock with the network that make returns.
func overTCP(t *testing.T, make func(*engine.Loop) network.Network, main func(*engine.Task) error) {
	t.Helper()
	l := enginetest.New(t, engine.Config{Clock: engine.NewMonotonic()})
	engine.Attach(l, make(l))
	l.Main("main", main)
	if err := l.Run(); err != nil {
		t.Error(err)
	}
}

func sockets(l *engine.Loop) network.Network { return tcp.New(l, tcp.Options{}) }

// outside makes calls as another program would, while the loop goes on.
func outside(t *engine.Task, call func() error) (err error) {
	blocked := t.Block(t.Loop().NewLot(trace.WhyEvent, "another program", 0), func() { err = call() }, func() {})
	return errors.Join(blocked, err)
}

func TestTheirClient(t *testing.T) {
	overTCP(t, sockets, func(task *engine.Task) error {
		s, err := network.Serve(task, network.Address{Name: "host"}, 0, httpbin.Routes().Serve)
		if err != nil {
			return err
		}
		defer s.Close()
		err = outside(task, func() error { return theirClient(t, "http://"+s.Endpoint()) })
		if got := s.Stats().Accepted; got != 3 {
			t.Errorf("%d connections were made, want one that is kept, one that is closed and one that replaces it", got)
		}
		return err
	})
}

func theirClient(t *testing.T, base string) error {
	client := http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	for _, c := range []struct {
		method, path, body string
		status             int
		want               string
	}{
		{"GET", "/delay/0.01", "", 200, `{"delay":0.01}` + "\n"},
		{"GET", "/user-agent", "", 200, `{"user-agent":"Go-http-client/1.1"}` + "\n"},
		{"GET", "/bytes/100000", "", 200, strings.Repeat("0123456789abcdef", 100000/16)},
		{"GET", "/status/429", "", 429, "429 Too Many Requests\n"},
		{"GET", "/status/204", "", 204, ""},
		{"HEAD", "/html", "", 200, ""},
		{"POST", "/get", strings.Repeat("x", 200_000), 405, "only GET and HEAD are allowed here\n"},
		{"GET", "/nothing", "", 404, "there is nothing at /nothing\n"},
		{"POST", "/get", strings.Repeat("x", http1.MaxBody+1), 413, "the body is longer than 1048576 bytes\n"}, // which closes the connection
		{"GET", "/json", "", 200, `{"title":"Sample","slides":["one","two"]}` + "\n"},
	} {
		r, err := http.NewRequest(c.method, base+c.path, strings.NewReader(c.body))
		if err != nil {
			return err
		}
		p, err := client.Do(r)
		if err != nil {
			return err
		}
		body, err := io.ReadAll(p.Body)
		p.Body.Close()
		if err != nil || p.StatusCode != c.status || string(body) != c.want {
			t.Errorf("%s %s: got %s %.100q, %v", c.method, c.path, p.Status, body, err)
		}
	}
	r, err := http.NewRequest("GET", base+"/get", nil)
	if err != nil {
		return err
	}
	r.Close = true
	p, err := (&http.Client{Transport: &http.Transport{}}).Do(r)
	if err == nil {
		p.Body.Close()
	}
	return err
}

func TestOurClient(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s %s %s %q", r.Method, r.URL, r.UserAgent(), body)
	})
	mux.HandleFunc("/close", func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Connection", "close") })
	var made atomic.Int32
	theirs := httptest.NewUnstartedServer(mux)
	theirs.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			made.Add(1)
		}
	}
	theirs.Start()
	defer theirs.Close()
	there := func(*engine.Loop) network.Network { return elsewhere(theirs.Listener.Addr().String()) }
	overTCP(t, there, func(task *engine.Task) error { return ourClient(t, task) })
	if made.Load() != 1 {
		t.Errorf("%d connections were made, want one for all", made.Load())
	}
}

func ourClient(t *testing.T, task *engine.Task) error {
	c, err := http1.Dial(task, "theirs")
	if err != nil {
		return err
	}
	defer c.Close()
	for _, k := range []struct {
		request http1.Request
		status  int
		body    string
	}{
		{http1.Request{Method: "GET", Path: "/echo", Query: "a=b"}, 200, `GET /echo?a=b overlap ""`},
		{http1.Request{Method: "POST", Path: "/echo", Body: []byte("hello")}, 200, `POST /echo overlap "hello"`},
		{http1.Request{Method: "PUT", Path: "/echo", Body: []byte("on request"), Header: http1.Header{{"Expect", "100-continue"}}}, 200, `PUT /echo overlap "on request"`},
		{http1.Request{Method: "HEAD", Path: "/echo"}, 200, ""},
		{http1.Request{Method: "GET", Path: "/nothing"}, 404, "404 page not found\n"},
		{http1.Request{Method: "GET", Path: "/close"}, 200, ""},
	} {
		p, err := c.Do(task, &k.request)
		if err != nil {
			return err
		}
		if p.Status != k.status || string(p.Body) != k.body || c.Open() != (k.request.Path != "/close") {
			t.Errorf("%s %s: got %+v, open %v", k.request.Method, k.request.Path, p, c.Open())
		}
	}
	return nil
}

func TestChunkedIsRefused(t *testing.T) {
	theirs := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.(http.Flusher).Flush() }))
	defer theirs.Close()
	there := func(*engine.Loop) network.Network { return elsewhere(theirs.Listener.Addr().String()) }
	overTCP(t, there, func(task *engine.Task) error {
		c, err := http1.Dial(task, "theirs")
		if err != nil {
			return err
		}
		defer c.Close()
		if _, err := c.Get(task, "/"); !strings.Contains(message(err), "only Content-Length") {
			t.Errorf("got %v", err)
		}
		return nil
	})
}

// elsewhere is the address of a server outside the run: as a network it connects every dial to that server.
type elsewhere string

func (elsewhere) Listen(*engine.Task, network.Address, int) (network.Listener, error) {
	return nil, errors.ErrUnsupported
}

func (at elsewhere) Dial(*engine.Task, string, int32, time.Duration) (network.Stream, error) {
	c, err := net.Dial("tcp", string(at))
	if err != nil {
		return nil, err
	}
	return stream{c.(*net.TCPConn)}, nil
}

// stream blocks the loop while it reads and writes: no other task runs there.
type stream struct{ conn *net.TCPConn }

func (s stream) Read(_ *engine.Task, p []byte, _ time.Duration) (int, error)  { return s.conn.Read(p) }
func (s stream) Write(_ *engine.Task, p []byte, _ time.Duration) (int, error) { return s.conn.Write(p) }
func (s stream) CloseWrite() error                                            { return s.conn.CloseWrite() }
func (s stream) CloseRead() error                                             { return s.conn.CloseRead() }
func (s stream) Close() error                                                 { return s.conn.Close() }
func (s stream) Reset() error                                                 { return s.conn.Close() }
func (s stream) SetBuffer(int) error                                          { return nil }
func (s stream) SetNoDelay(on bool) error                                     { return s.conn.SetNoDelay(on) }
