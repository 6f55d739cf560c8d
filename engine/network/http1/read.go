package http1

import (
	"bytes"
	"io"
	"strconv"
	"strings"
)

// reader reads messages from a stream of bytes, in which a message may begin right after the last one.
type reader struct {
	from io.Reader
	buf  []byte // received and not yet read
	used int    // bytes of this message's lines that were read
}

// line returns the next line without its CR LF; LF alone is accepted, too. The end of the stream is io.EOF before the
// first byte of a message, and ErrCut after it.
func (r *reader) line() (string, error) {
	for seen := 0; ; {
		if end := bytes.IndexByte(r.buf[seen:], '\n'); end >= 0 && seen+end <= MaxLine {
			line := string(bytes.TrimSuffix(r.buf[:seen+end], []byte("\r")))
			r.buf = r.buf[seen+end+1:]
			r.used += seen + end + 1
			return line, r.check(line)
		} else if end >= 0 || len(r.buf) > MaxLine {
			return "", r.tooLong()
		}
		seen = len(r.buf)
		if err := r.fill(); err == io.EOF && r.used+seen > 0 {
			return "", ErrCut
		} else if err != nil {
			return "", err
		}
	}
}

func (r *reader) tooLong() error {
	if r.used == 0 {
		return &MessageError{414, "the first line is longer than " + strconv.Itoa(MaxLine) + " bytes"}
	}
	return &MessageError{431, "a header field is longer than " + strconv.Itoa(MaxLine) + " bytes"}
}

// check refuses control characters, above all those that another program could take for the end of the line.
func (r *reader) check(line string) error {
	for i := 0; i < len(line); i++ {
		if c := line[i]; c < ' ' && c != '\t' || c == 0x7f {
			return malformed("a line has a control character in it")
		}
	}
	if r.used > MaxHeader {
		return &MessageError{431, "the header is longer than " + strconv.Itoa(MaxHeader) + " bytes"}
	}
	return nil
}

// fill appends received bytes to the buffer.
func (r *reader) fill() error {
	if cap(r.buf)-len(r.buf) < 128 {
		r.buf = append(make([]byte, 0, max(512, 2*len(r.buf))), r.buf...)
	}
	n, err := r.from.Read(r.buf[len(r.buf):cap(r.buf)])
	r.buf = r.buf[:len(r.buf)+n]
	if n > 0 {
		return nil
	}
	return err
}

// header reads fields up to the empty line.
func (r *reader) header() (h Header, err error) {
	for {
		line, err := r.line()
		if err != nil || line == "" {
			return h, err
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok || !isToken(name) { // a blank before the colon, and a folded line, are refused with the rest
			return nil, malformed("a header field is not of the form name: value")
		}
		h = append(h, Field{name, strings.Trim(value, " \t")})
	}
}

// isToken reports whether s may be a method or a field's name (RFC 9110 section 5.6.2).
func isToken(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i] | 0x20
		if !('a' <= c && c <= 'z' || '0' <= s[i] && s[i] <= '9' || strings.IndexByte("!#$%&'*+-.^_`|~", s[i]) >= 0) {
			return false
		}
	}
	return s != ""
}

// bodyLength returns how long a message's body is, -1 when the header does not say. It refuses two lengths that differ,
// and every transfer coding: with them one message is smuggled inside another.
func bodyLength(h Header) (n int, err error) {
	n = -1
	if h.count("Transfer-Encoding") > 0 {
		return 0, &MessageError{501, "transfer codings such as chunked are not supported, only Content-Length"}
	}
	for _, f := range h {
		if !sameToken(f.Name, "Content-Length") {
			continue
		}
		m, err := strconv.ParseUint(f.Value, 10, 63)
		if err != nil || n >= 0 && uint64(n) != m {
			return 0, malformed("Content-Length is not one number")
		}
		if m > MaxBody {
			return 0, &MessageError{413, "the body is longer than " + strconv.Itoa(MaxBody) + " bytes"}
		}
		n = int(m)
	}
	return n, nil
}

// body reads n bytes.
func (r *reader) body(n int) ([]byte, error) {
	for len(r.buf) < n {
		if err := r.fill(); err == io.EOF {
			return nil, ErrCut
		} else if err != nil {
			return nil, err
		}
	}
	b := append([]byte(nil), r.buf[:n]...)
	r.buf = r.buf[n:]
	return b, nil
}

// bodyToEnd reads a body that ends where the stream does.
func (r *reader) bodyToEnd() ([]byte, error) {
	for len(r.buf) <= MaxBody {
		if err := r.fill(); err == io.EOF {
			return r.body(len(r.buf))
		} else if err != nil {
			return nil, err
		}
	}
	return nil, &MessageError{413, "the body is longer than " + strconv.Itoa(MaxBody) + " bytes"}
}
