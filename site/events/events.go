// Package events reads server-sent events (HTML, section 9.2), as package stream of the server writes them: names and data. The page's
// program does so itself because a browser's EventSource asks with GET only, and asks again when a stream ends.
package events

import (
	"bytes"
	"errors"
	"strconv"
)

// Mark is the header by which a server says that it is one that streams runs: others may answer in its place.
const Mark = "Overlap-Real"

// longest bounds a line, in bytes.
const longest = 1 << 21

// Reader reads events piece by piece.
type Reader struct {
	take func(event string, data []byte) error
	name string // of the event that the lines belong to; "" for one without a name
	rest []byte // the beginning of a line
	err  error
}

// NewReader returns a reader that hands over each line of data as it comes, with the name of its event, which is "" where it has
// none. The bytes are good until take returns. An error of take ends the reading.
func NewReader(take func(event string, data []byte) error) *Reader { return &Reader{take: take} }

// Add reads the next piece. What is no event, such as a comment, is skipped.
func (r *Reader) Add(piece []byte) error {
	for r.err == nil {
		line, after, whole := bytes.Cut(piece, []byte{'\n'})
		if len(r.rest)+len(line) > longest {
			r.err = errors.New("a line of the stream is longer than " + strconv.Itoa(longest) + " bytes")
			break
		}
		if !whole {
			r.rest = append(r.rest, line...)
			break
		}
		if len(r.rest) > 0 {
			line = append(r.rest, line...)
			r.rest = line[:0]
		}
		r.err = r.line(bytes.TrimSuffix(line, []byte{'\r'}))
		piece = after
	}
	return r.err
}

// line reads a line: a field, or nothing, which ends an event.
func (r *Reader) line(line []byte) error {
	if len(line) == 0 {
		r.name = ""
		return nil
	}
	field, value, _ := bytes.Cut(line, []byte{':'})
	value = bytes.TrimPrefix(value, []byte{' '})
	switch string(field) {
	case "event":
		r.name = string(value)
	case "data":
		return r.take(r.name, value)
	}
	return nil
}
