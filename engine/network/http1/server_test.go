package http1_test

import (
	"io"
	"strings"
	"testing"

	"overlap/engine"
	"overlap/engine/enginetest"
	"overlap/engine/network"
	"overlap/engine/network/http1"
	"overlap/engine/network/memory"
	"overlap/scenarios/httpbin"
)

// run runs main beside a server of the sample routes.
func run(t *testing.T, main func(*engine.Task) error) *engine.Loop {
	t.Helper()
	l := enginetest.New(t, engine.Config{})
	engine.Attach[network.Network](l, memory.New(l, memory.Options{}))
	l.Main("main", func(task *engine.Task) error {
		if _, err := network.Serve(task, network.Address{Name: "host", Port: 8080}, 0, httpbin.Routes().Serve); err != nil {
			return err
		}
		return main(task)
	})
	if err := l.Run(); err != nil {
		t.Error(err)
	}
	for _, left := range l.Report().LeftOpen {
		t.Error("left open: " + left)
	}
	return l
}

// say sends bytes and a half-close, and returns all that comes back.
func say(t *engine.Task, bytes string) (string, error) {
	c, err := network.Dial(t, "host")
	if err != nil {
		return "", err
	}
	defer c.Close()
	if _, err := c.Write([]byte(bytes)); err != nil {
		return "", err
	}
	if err := c.CloseWrite(); err != nil {
		return "", err
	}
	var all strings.Builder
	for buf := make([]byte, 4096); ; {
		n, err := c.Read(buf)
		all.Write(buf[:n])
		if err == io.EOF {
			return all.String(), nil
		}
		if err != nil {
			return all.String(), err
		}
	}
}

const host = " HTTP/1.1\r\nHost: x\r\n"

// Every path of the sample host, and every way to ask it wrongly.
func TestServer(t *testing.T) {
	for _, c := range []struct{ sent, first, has string }{
		{"GET /get?a=%20b" + host + "\r\n", "HTTP/1.1 200 OK", `{"url":"/get?a=%20b","headers":{"Host":"x"}}`},
		{"GET /get HTTP/1.1\nHost: x\n\n", "HTTP/1.1 200 OK", "Content-Length: 38"},
		{"GET http://x/json" + host + "\r\n", "HTTP/1.1 200 OK", "Content-Type: application/json\r\n"},
		{"\r\n\r\nGET /html" + host + "\r\n", "HTTP/1.1 200 OK", "<!doctype html>"},
		{"GET /headers" + host + "A: \" \t \\\r\n\r\n", "HTTP/1.1 200 OK", `"A":"\" \t \\"`},
		{"GET /user-agent" + host + "user-agent: me\r\n\r\n", "HTTP/1.1 200 OK", `{"user-agent":"me"}`},
		{"GET /bytes/20" + host + "\r\n", "HTTP/1.1 200 OK", "\r\n\r\n0123456789abcdef0123"},
		{"GET /delay/0.25" + host + "\r\n", "HTTP/1.1 200 OK", `{"delay":0.25}`},
		{"GET /status/418" + host + "\r\n", "HTTP/1.1 418 I'm a teapot", ""},
		{"GET /status/299" + host + "\r\n", "HTTP/1.1 299 ", ""},
		{"GET /status/204" + host + "\r\n", "HTTP/1.1 204 No Content", ""},
		{"GET /status/100" + host + "\r\n", "HTTP/1.1 400 Bad Request", "/status/ takes a status from 200 to 599"},
		{"GET /delay/61" + host + "\r\n", "HTTP/1.1 400 Bad Request", "/delay/ takes seconds from 0 to 60"},
		{"GET /delay/nan" + host + "\r\n", "HTTP/1.1 400 Bad Request", "/delay/ takes"},
		{"GET /bytes/x" + host + "\r\n", "HTTP/1.1 400 Bad Request", "/bytes/ takes"},
		{"GET /getaway" + host + "\r\n", "HTTP/1.1 404 Not Found", "there is nothing at /getaway"},
		{"POST /get" + host + "Content-Length: 3\r\n\r\nabc", "HTTP/1.1 405 Method Not Allowed", "Allow: GET, HEAD"},
		{"GET /get HTTP/1.0\r\n\r\n", "HTTP/1.1 200 OK", "Connection: close"},
		{"GET /get" + host + "Connection: x, Close\r\n\r\n", "HTTP/1.1 200 OK", "Connection: close"},
		{"GET /get HTTP/1.1\r\n\r\n", "HTTP/1.1 400 Bad Request", "the request does not have one Host field"},
		{"GET /get HTTP/2\r\n\r\n", "HTTP/1.1 505 HTTP Version Not Supported", ""},
		{"GET /get\r\n\r\n", "HTTP/1.1 400 Bad Request", "does not begin as GET / HTTP/1.1 does"},
		{"GET get" + host + "\r\n", "HTTP/1.1 400 Bad Request", "the request's target is no path"},
		{"GET /get" + host + "A : b\r\n\r\n", "HTTP/1.1 400 Bad Request", "not of the form name: value"},
		{"GET /get" + host + " folded\r\n\r\n", "HTTP/1.1 400 Bad Request", "not of the form name: value"},
		{"GET /get" + host + "A: \x00\r\n\r\n", "HTTP/1.1 400 Bad Request", "a line has a control character in it"},
		{"POST /" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nabc", "HTTP/1.1 400 Bad Request", "Content-Length is not one number"},
		{"POST /" + host + "Content-Length: -1\r\n\r\n", "HTTP/1.1 400 Bad Request", "Content-Length is not one number"},
		{"POST /" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "HTTP/1.1 501 Not Implemented", "only Content-Length"},
		{"POST /" + host + "Content-Length: 1048577\r\n\r\n" + strings.Repeat("x", 500_000), "HTTP/1.1 413 Content Too Large", "the body is longer than 1048576 bytes"},
		{"GET /" + strings.Repeat("x", http1.MaxLine) + host + "\r\n", "HTTP/1.1 414 URI Too Long", "the first line is longer than 8192 bytes"},
		{"GET /" + host + "A: " + strings.Repeat("x", http1.MaxLine) + "\r\n\r\n", "HTTP/1.1 431 ", "a header field is longer than 8192 bytes"},
		{"GET /" + host + strings.Repeat("A: b\r\n", http1.MaxHeader/6) + "\r\n", "HTTP/1.1 431 ", "the header is longer than 65536 bytes"},
		{"POST /" + host + "Expect: 100-continue\r\nContent-Length: 1\r\n\r\nx", "HTTP/1.1 404 Not Found", ""},
	} {
		run(t, func(task *engine.Task) error {
			got, err := say(task, c.sent)
			if err != nil || !strings.HasPrefix(got, c.first) || !strings.Contains(got, c.has) {
				t.Errorf("sent %.80q:\ngot  %.200q, %v\nwant %q with %q in it", c.sent, got, err, c.first, c.has)
			}
			return nil
		})
	}
}

// One connection carries several requests, sent together or one after another, and a HEAD among them.
func TestKeepAlive(t *testing.T) {
	run(t, func(task *engine.Task) error {
		one := "GET /status/200" + host + "\r\n"
		got, err := say(task, one+"HEAD /bytes/500"+host+"\r\n"+one+"GET /get"+host+"Connection: close\r\n\r\n"+one)
		if err != nil || strings.Count(got, "HTTP/1.1 200 OK") != 4 || !strings.Contains(got, "Content-Length: 500\r\n\r\nHTTP/1.1") {
			t.Errorf("got %q, %v, want four answers, the second without a body", got, err)
		}
		return nil
	})
}

// A connection that is silent for too long is closed. In the middle of a request the client is told why.
func TestIdle(t *testing.T) {
	for sent, want := range map[string]string{
		"": "", "GET /status/204" + host + "\r\n": "HTTP/1.1 204 No Content\r\n\r\n",
		"GET /get HT": "no complete request within 10s\n", "POST /" + host + "Content-Length: 3\r\n\r\nab": "no complete request within 10s\n",
	} {
		run(t, func(task *engine.Task) error {
			c, err := network.Dial(task, "host")
			if err != nil {
				return err
			}
			defer c.Close()
			c.Write([]byte(sent))
			got, err := io.ReadAll(c)
			if err != nil || !strings.HasSuffix(string(got), want) || task.Now() != http1.IdleTimeout {
				t.Errorf("sent %q: got %q, %v after %v", sent, got, err, task.Now())
			}
			return nil
		})
	}
}
