package http1

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// FuzzRequest reads any bytes as a request. The request does not depend on how the bytes are cut into pieces; sent
// again, it is read as the same request.
func FuzzRequest(f *testing.F) {
	f.Fuzz(func(t *testing.T, sent []byte) {
		q, err := readRequest(bytes.NewReader(sent))
		again, cut := readRequest(iotest.OneByteReader(bytes.NewReader(sent)))
		if message(err) != message(cut) || err == nil && string(q.append(nil, "x")) != string(again.append(nil, "x")) {
			t.Fatalf("whole: %+v, %v; byte by byte: %+v, %v", q, err, again, cut)
		}
		if err != nil {
			return
		}
		q.Header = without(q.Header, "Expect", "Connection", "Host")
		line := q.append(nil, "x")
		back, err := readRequest(bytes.NewReader(line))
		if err != nil || back.Target() != q.Target() || back.Method != q.Method || string(back.Body) != string(q.Body) {
			t.Fatalf("%+v is sent as %q and read as %+v, %v", q, line, back, err)
		}
	})
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func readRequest(from io.Reader) (*Request, error) {
	r := reader{from: from}
	q, err := r.request()
	if err != nil {
		return nil, err
	}
	n, err := bodyLength(q.Header)
	if err == nil && n > 0 {
		q.Body, err = r.body(n)
	}
	return q, err
}

// without drops the fields of some names.
func without(h Header, names ...string) (rest Header) {
	for _, field := range h {
		if !strings.Contains(strings.ToLower(strings.Join(names, " ")), strings.ToLower(field.Name)) {
			rest = append(rest, field)
		}
	}
	return rest
}

// FuzzResponse reads any bytes as a response. The response does not depend on how the bytes are cut into pieces; sent
// again, it is read as the same response.
func FuzzResponse(f *testing.F) {
	f.Fuzz(func(t *testing.T, sent []byte, head bool) {
		method := "GET"
		if head {
			method = "HEAD"
		}
		p, keep, err := (&reader{from: bytes.NewReader(sent)}).response(method)
		again, keepCut, cut := (&reader{from: iotest.OneByteReader(bytes.NewReader(sent))}).response(method)
		if message(err) != message(cut) || keep != keepCut || err == nil && string(p.Body) != string(again.Body) {
			t.Fatalf("whole: %+v, %v; byte by byte: %+v, %v", p, err, again, cut)
		}
		if err != nil || head {
			return
		}
		p.Header = without(p.Header, "Transfer-Encoding", "Connection")
		line := p.append(nil, "GET", true)
		back, _, err := (&reader{from: bytes.NewReader(line)}).response("GET")
		if err != nil || back.Status != p.Status || string(back.Body) != string(p.Body) {
			t.Fatalf("%+v is sent as %q and read as %+v, %v", p, line, back, err)
		}
	})
}
