package http1

import (
	"io"
	"strconv"
	"strings"
)

// request reads a request without its body.
func (r *reader) request() (q *Request, err error) {
	r.used = 0
	line, err := r.line()
	for n := 0; err == nil && line == "" && n < 4; n++ { // lines left over by careless clients (RFC 9112 section 2.2)
		line, err = r.line()
	}
	if err != nil {
		return nil, err
	}
	q = &Request{}
	method, rest, _ := strings.Cut(line, " ")
	target, version, ok := strings.Cut(rest, " ")
	if !ok || !isToken(method) || target == "" {
		return nil, malformed("the request does not begin as GET / HTTP/1.1 does")
	}
	if q.minor, err = minorVersion(version); err != nil {
		return nil, err
	}
	q.Method = method
	q.Path, q.Query, err = splitTarget(target)
	if err != nil {
		return nil, err
	}
	if q.Header, err = r.header(); err == nil && q.minor > 0 && q.Header.count("Host") != 1 {
		err = malformed("the request does not have one Host field")
	}
	return q, err
}

// minorVersion returns the minor version of HTTP/1.
func minorVersion(version string) (int, error) {
	switch version {
	case "HTTP/1.1":
		return 1, nil
	case "HTTP/1.0":
		return 0, nil
	}
	if strings.HasPrefix(version, "HTTP/") {
		return 0, &MessageError{505, "only HTTP/1.1 and HTTP/1.0 are spoken here"}
	}
	return 0, malformed("the first line names no HTTP version")
}

// splitTarget returns the path and query of a request's target. It accepts "http://host/path", too, which clients send to
// proxies and servers must accept (RFC 9112 section 3.2.2).
func splitTarget(target string) (path, query string, err error) {
	if scheme, rest, ok := strings.Cut(target, "://"); ok && sameToken(scheme, "http") {
		slash := strings.IndexAny(rest+"/", "/?")
		target = rest[slash:]
		if !strings.HasPrefix(target, "/") {
			target = "/" + target
		}
	}
	if !strings.HasPrefix(target, "/") {
		return "", "", malformed("the request's target is no path")
	}
	path, query, _ = strings.Cut(target, "?")
	return path, query, nil
}

// response reads a response to a request of that method. keep is false when the connection ends with it.
func (r *reader) response(method string) (p *Response, keep bool, err error) {
	for range 8 { // 100 Continue and 103 Early Hints come before the answer
		r.used = 0
		p, keep, err = r.responseHead()
		if err != nil || p.Status >= 200 {
			break
		}
	}
	if err == nil && p.Status < 200 {
		return nil, false, malformed("the server sends one interim response after another")
	}
	if err != nil || method == "HEAD" || bodiless(p.Status) {
		return p, keep, err
	}
	n, err := bodyLength(p.Header)
	switch {
	case err != nil:
		return nil, false, err
	case n < 0: // no length: the body ends where the connection does
		p.Body, err = r.bodyToEnd()
		return p, false, err
	}
	p.Body, err = r.body(n)
	return p, keep, err
}

// responseHead reads a response without its body. keep is false when the server closes the connection after it.
func (r *reader) responseHead() (p *Response, keep bool, err error) {
	line, err := r.line()
	if err != nil {
		return nil, false, err
	}
	version, rest, _ := strings.Cut(line, " ")
	code, _, _ := strings.Cut(rest, " ")
	minor, err := minorVersion(version)
	if err != nil {
		return nil, false, err
	}
	status, err := strconv.ParseUint(code, 10, 16)
	if err != nil || len(code) != 3 || status < 100 {
		return nil, false, malformed("the response does not begin as HTTP/1.1 200 OK does")
	}
	h, err := r.header()
	if err == io.EOF {
		err = ErrCut
	}
	return &Response{Status: int(status), Header: h}, minor > 0 && !h.has("Connection", "close"), err
}
