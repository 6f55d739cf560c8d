package http1_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/http1"
)

func TestClient(t *testing.T) {
	run(t, func(task *engine.Task) error {
		c, err := http1.Dial(task, "host")
		if err != nil {
			return err
		}
		defer c.Close()
		for _, path := range []string{"/get?x=1", "/status/204", "/status/500", "/bytes/100000"} {
			p, err := c.Get(task, path)
			if err != nil || !c.Open() || p.OK() == (p.Status == 500) || p.OK() != (p.ErrorForStatus() == nil) {
				t.Errorf("%s: got %+v, %v", path, p, err)
			}
		}
		p, err := c.Do(task, &http1.Request{Method: "HEAD", Path: "/bytes/7"})
		if err != nil || p.Header.Get("content-length") != "7" || len(p.Body) != 0 {
			t.Errorf("HEAD: got %+v, %v", p, err)
		}
		p, err = http1.Get(task, "host", "/headers")
		if want := `{"headers":{"Host":"host","User-Agent":"overlap","Connection":"close"}}` + "\n"; err != nil || string(p.Body) != want {
			t.Errorf("got %q, %v, want %q", p.Body, err, want)
		}
		return nil
	})
}

// A client makes one exchange at a time, for any task.
func TestClientInTwoTasks(t *testing.T) {
	run(t, func(task *engine.Task) error {
		c, err := http1.Dial(task, "host")
		if err != nil {
			return err
		}
		defer c.Close()
		other := task.Go("other", func(task *engine.Task) error {
			_, err := c.Get(task, "/delay/1")
			return err
		})
		if err := task.Sleep(time.Millisecond); err != nil {
			return err
		}
		if _, err := c.Get(task, "/get"); err == nil || !strings.Contains(err.Error(), `in an exchange of task "other", asked for another by task "main"`) {
			t.Errorf("got %v", err)
		}
		if err := task.Await(other); err != nil {
			return err
		}
		_, err = c.Get(task, "/get")
		return err
	})
}

// Right and wrong answers of a server, and the client's errors.
func TestClientErrors(t *testing.T) {
	for _, c := range []struct {
		answer, body string
		want         string
		open         bool
	}{
		{"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab", "ab", "", true},
		{"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nab", "ab", "", true},
		{"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "", "", true},
		{"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nab", "ab", "", false},
		{"HTTP/1.1 200 OK\r\n\r\nto the end", "to the end", "", false},
		{"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", "", http1.ErrCut.Error(), false},
		{"HTTP/1.1 200 OK\r\nCont", "", http1.ErrCut.Error(), false},
		{"", "", http1.ErrGone.Error(), false},
		{"SSH-2.0-OpenSSH\r\n", "", "http1: the first line names no HTTP version", false},
		{"HTTP/1.1 2000 OK\r\n\r\n", "", "http1: the response does not begin as HTTP/1.1 200 OK does", false},
		{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "", "http1: transfer codings such as chunked are not supported, only Content-Length", false},
		{strings.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 9), "", "http1: the server sends one interim response after another", false},
		{"HTTP/1.1 200 OK\r\n\r\n" + strings.Repeat("x", http1.MaxBody+1), "", "http1: the body is longer than 1048576 bytes", false},
	} {
		run(t, func(task *engine.Task) error {
			s, err := network.Serve(task, network.Address{Name: "odd"}, 0, func(_ *engine.Task, conn *network.Conn) error {
				for line := "more"; strings.TrimSpace(line) != ""; {
					var err error
					if line, err = conn.ReadLine(); err != nil {
						return err
					}
				}
				_, err := conn.Write([]byte(c.answer))
				return err
			})
			if err != nil {
				return err
			}
			defer s.Close()
			client, err := http1.Dial(task, "odd")
			if err != nil {
				return err
			}
			defer client.Close()
			p, err := client.Get(task, "/")
			if got := message(err); got != c.want || err == nil && string(p.Body) != c.body || client.Open() != c.open {
				t.Errorf("answered %.60q: got %+v, %q, open %v", c.answer, p, got, client.Open())
			}
			return nil
		})
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// The next request finds out that the server has closed an idle connection.
func TestKeptTooLong(t *testing.T) {
	run(t, func(task *engine.Task) error {
		c, err := http1.Dial(task, "host")
		if err != nil {
			return err
		}
		defer c.Close()
		if _, err := c.Get(task, "/get"); err != nil {
			return err
		}
		if err := task.Sleep(http1.IdleTimeout + time.Second); err != nil {
			return err
		}
		if _, err := c.Get(task, "/get"); !errors.Is(err, http1.ErrGone) || c.Open() {
			t.Errorf("got %v, open %v, want %v", err, c.Open(), http1.ErrGone)
		}
		if _, err := c.Get(task, "/get"); !errors.Is(err, network.ErrClosed) {
			t.Errorf("afterwards: got %v", err)
		}
		return nil
	})
}

// Who asks again over a connection that the server has closed behind its answer is told so.
func TestServerEndsAfterAnAnswer(t *testing.T) {
	run(t, func(task *engine.Task) error {
		s, err := network.Serve(task, network.Address{Name: "old"}, 0, func(_ *engine.Task, conn *network.Conn) error {
			if _, err := conn.ReadLine(); err != nil {
				return err
			}
			_, err := conn.Write([]byte("HTTP/1.0 200 OK\r\n\r\nthe end"))
			return err
		})
		if err != nil {
			return err
		}
		defer s.Close()
		c, err := http1.Dial(task, "old")
		if err != nil {
			return err
		}
		defer c.Close()
		if _, err := c.Get(task, "/"); err != nil {
			return err
		}
		if _, err := c.Get(task, "/"); err != http1.ErrEnded {
			t.Errorf("got %v", err)
		}
		return nil
	})
}

// A line break in a path or in a header field adds no line to a request.
func TestNothingIsInjected(t *testing.T) {
	run(t, func(task *engine.Task) error {
		c, err := http1.Dial(task, "host")
		if err != nil {
			return err
		}
		defer c.Close()
		for _, path := range []string{"/a b", "/\r\nX: y", "", "get", "http://host/"} {
			if _, err := c.Get(task, path); err == nil || !strings.HasPrefix(err.Error(), "http1: no request for ") {
				t.Errorf("%q: got %v", path, err)
			}
		}
		p, err := c.Do(task, &http1.Request{Method: "GET", Path: "/headers", Header: http1.Header{{"A", "b\r\nC: d"}}})
		if err != nil || !strings.Contains(string(p.Body), `"A":"b  C: d"`) {
			t.Errorf("got %q, %v", p.Body, err)
		}
		return nil
	})
}
