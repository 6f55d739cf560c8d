package http1

import (
	"strconv"
	"strings"
)

// append appends the request to b as one piece, because each write is a record of the trace.
func (r *Request) append(b []byte, host string) []byte {
	b = append(b, r.Method+" "+r.Path...)
	if r.Query != "" {
		b = append(b, "?"+r.Query...)
	}
	b = append(b, " HTTP/1.1\r\n"...)
	if r.Header.count("Host") == 0 {
		b = appendField(b, "Host", host)
	}
	if r.Header.count("User-Agent") == 0 {
		b = appendField(b, "User-Agent", "overlap")
	}
	b = appendHeader(b, r.Header)
	if len(r.Body) > 0 || r.Method != "GET" && r.Method != "HEAD" {
		b = appendLength(b, len(r.Body))
	}
	return append(append(b, "\r\n"...), r.Body...)
}

// append appends the response to a request of that method. It has no Date: a run's clock begins at 0, and a server that
// does not know the time must not send a Date (RFC 9110 section 6.6.1).
func (r *Response) append(b []byte, method string, keep bool) []byte {
	b = append(b, "HTTP/1.1 "+Status(r.Status)...)
	if !strings.Contains(Status(r.Status), " ") {
		b = append(b, ' ') // the phrase may be missing, the blank before it may not
	}
	b = append(b, "\r\n"...)
	b = appendHeader(b, r.Header)
	if !keep && !r.Header.has("Connection", "close") {
		b = appendField(b, "Connection", "close")
	}
	if bodiless(r.Status) {
		return append(b, "\r\n"...)
	}
	b = append(appendLength(b, len(r.Body)), "\r\n"...)
	if method == "HEAD" {
		return b
	}
	return append(b, r.Body...)
}

// bodiless reports whether responses of that status end with their header (RFC 9112 section 6.3).
func bodiless(status int) bool { return status < 200 || status == 204 || status == 304 }

// appendHeader leaves out a Content-Length, which append computes from the body.
func appendHeader(b []byte, h Header) []byte {
	for _, f := range h {
		if !sameToken(f.Name, "Content-Length") {
			b = appendField(b, f.Name, f.Value)
		}
	}
	return b
}

// appendField replaces control characters by blanks: after a line break the rest would be a field of its own.
func appendField(b []byte, name, value string) []byte {
	return append(b, oneLine(name)+": "+oneLine(value)+"\r\n"...)
}

func oneLine(s string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' && c != '\t' || c == 0x7f {
			return ' '
		}
		return c
	}, s)
}

func appendLength(b []byte, n int) []byte { return appendField(b, "Content-Length", strconv.Itoa(n)) }
