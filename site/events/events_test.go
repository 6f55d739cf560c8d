package events_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"overlap/site/events"
)

// read reads a stream in pieces of n bytes, and returns a line for each line of data.
func read(stream string, n int) (got []string, err error) {
	r := events.NewReader(func(event string, data []byte) error {
		got = append(got, event+"|"+string(data))
		if string(data) == "bad" {
			return errors.New("bad data")
		}
		return nil
	})
	for b := []byte(stream); len(b) > 0; b = b[min(n, len(b)):] {
		if err := r.Add(b[:min(n, len(b))]); err != nil {
			return got, err
		}
	}
	return got, nil
}

func TestEvents(t *testing.T) {
	const stream = ": hello\n\ndata: {\"a\":1}\ndata:{}\n\nid: 7\r\ndata\r\n\r\nevent: end\ndata:  why\n\ndata: unfinished"
	want := []string{`|{"a":1}`, "|{}", "|", "end| why"}
	for _, n := range []int{1, 3, 1000} {
		if got, err := read(stream, n); err != nil || !slices.Equal(got, want) {
			t.Errorf("in pieces of %d: %q, %v", n, got, err)
		}
	}
}

func TestErrorsEndTheReading(t *testing.T) {
	if got, err := read("data: bad\ndata: more\n", 4); err == nil || len(got) != 1 {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := read("data: "+strings.Repeat("x", 3<<20), 1<<16); err == nil || !strings.Contains(err.Error(), "longer than 2097152 bytes") {
		t.Error(err)
	}
}

// However a stream is cut into pieces, it means the same.
func FuzzReader(f *testing.F) {
	f.Add("event: end\ndata: x\n\n", 3)
	f.Add(":\n\ndata\rdata:\n", 1)
	f.Fuzz(func(t *testing.T, stream string, n int) {
		n = 1 + (n&0xff+0xff)%0xff
		got, err := read(stream, n)
		whole, other := read(stream, len(stream)+1)
		if (err == nil) != (other == nil) || !slices.Equal(got, whole) {
			t.Fatalf("in pieces %q, %v; at once %q, %v", got, err, whole, other)
		}
	})
}
