// Package http1 is HTTP/1.1 over the network's connections: as much of RFC 9112 as scenarios need, understood by
// curl, browsers and other people's servers. Connections are kept open unless either side says otherwise, and
// everything that is read has a bound. Transfer codings are refused with 501 (a body is as long as Content-Length
// says); upgrades and TLS are left out.
package http1

import (
	"errors"
	"strconv"
	"strings"
)

// Bounds on what is read. A message over one of them is a *MessageError.
const (
	MaxLine   = 8 << 10  // bytes of a line
	MaxHeader = 64 << 10 // bytes of all lines before the body
	MaxBody   = 1 << 20  // bytes of a body
)

// Field is one line of a header.
type Field struct{ Name, Value string }

// Header is the fields of a message, in the order in which they are sent.
type Header []Field

// Get returns the first field of that name, in whatever case it is spelt; "" when there is none.
func (h Header) Get(name string) string {
	for _, f := range h {
		if sameToken(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// count returns how many fields have that name.
func (h Header) count(name string) (n int) {
	for _, f := range h {
		if sameToken(f.Name, name) {
			n++
		}
	}
	return n
}

// has reports whether one of the fields of that name lists the word, as "Connection: keep-alive, Upgrade" does.
func (h Header) has(name, word string) bool {
	for _, f := range h {
		if !sameToken(f.Name, name) {
			continue
		}
		for _, w := range strings.Split(f.Value, ",") {
			if sameToken(strings.TrimSpace(w), word) {
				return true
			}
		}
	}
	return false
}

// Request is what a client asks.
type Request struct {
	Method string // such as "GET"
	Path   string // such as "/delay/2", as it was sent: nothing is unescaped
	Query  string // what follows the question mark
	Header Header
	Body   []byte
	Tail   string // the path after a route that ends in "/", such as "2" after "/delay/"
	minor  int    // version: 0 for HTTP/1.0, 1 for HTTP/1.1
}

// Target returns path and query together, as they are sent.
func (r *Request) Target() string {
	if r.Query == "" {
		return r.Path
	}
	return r.Path + "?" + r.Query
}

// wantsKeepAlive reports whether the connection stays open after the answer (RFC 9112 section 9.3).
func (r *Request) wantsKeepAlive() bool {
	if r.minor == 0 {
		return false // clients of HTTP/1.0 may ask for it, and must not rely on it
	}
	return !r.Header.has("Connection", "close")
}

// Response is what a server answers.
type Response struct {
	Status int // such as 200
	Header Header
	Body   []byte
}

// OK reports whether the request was granted: a status from 200 to 299. To a client library a 404 or a 500 is
// an answer like any other, and no error.
func (r *Response) OK() bool { return 200 <= r.Status && r.Status <= 299 }

// ErrorForStatus returns nil when the request was granted, else an error that names the status.
func (r *Response) ErrorForStatus() error {
	if r.OK() {
		return nil
	}
	return errors.New("http1: the server answered " + Status(r.Status))
}

// Text returns a response of plain text.
func Text(status int, body string) *Response {
	return newResponse(status, "text/plain; charset=utf-8", body)
}

// JSON returns a response of JSON, which the caller has written.
func JSON(body string) *Response { return newResponse(200, "application/json", body) }

func newResponse(status int, kind, body string) *Response {
	return &Response{Status: status, Header: Header{{"Content-Type", kind}}, Body: []byte(body)}
}

// MessageError says why a message is no HTTP, or over a bound.
type MessageError struct {
	Status int // of a server's answer to the message, such as 400
	Why    string
}

func (e *MessageError) Error() string { return "http1: " + e.Why }

// ErrCut is a connection that ended in the middle of a message.
var ErrCut = errors.New("http1: the connection ended in the middle of a message")

func malformed(why string) error { return &MessageError{400, why} }

// reasons are the phrases of the statuses that scenarios use; any other status has none.
var reasons = []struct {
	status int
	reason string
}{
	{100, "Continue"}, {200, "OK"}, {201, "Created"}, {204, "No Content"}, {301, "Moved Permanently"}, {302, "Found"},
	{304, "Not Modified"}, {400, "Bad Request"}, {401, "Unauthorized"}, {403, "Forbidden"}, {404, "Not Found"},
	{405, "Method Not Allowed"}, {408, "Request Timeout"}, {413, "Content Too Large"}, {414, "URI Too Long"},
	{418, "I'm a teapot"}, {429, "Too Many Requests"}, {431, "Request Header Fields Too Large"},
	{500, "Internal Server Error"}, {501, "Not Implemented"}, {502, "Bad Gateway"}, {503, "Service Unavailable"},
	{504, "Gateway Timeout"}, {505, "HTTP Version Not Supported"},
}

// Status returns a status with its phrase: "404 Not Found".
func Status(status int) string {
	for _, r := range reasons {
		if r.status == status {
			return strconv.Itoa(status) + " " + r.reason
		}
	}
	return strconv.Itoa(status)
}

// sameToken compares field names and other tokens, which are ASCII and may be written in capitals. strings.EqualFold knows all
// of Unicode, in tables that a page would have to fetch.
func sameToken(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}
