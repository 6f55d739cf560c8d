package reader

import "bytes"

// section is a part of what package export writes for Perfetto: events, which say less than the records, and behind them the
// lines of the trace as the elements of a list.
type section uint8

const (
	plain section = iota // the file is no such file
	events
	records
	after
)

// ofTrace returns what of a line belongs to the trace.
func (r *Reader) ofTrace(line []byte) []byte {
	switch {
	case r.line == 1 && string(line) == `{"displayTimeUnit":"ms","traceEvents":[`:
		r.section = events
	case r.section == events && string(line) == `],"overlap":[`:
		r.section = records
	case r.section == records && string(line) == "]}":
		r.section = after
	case r.section == records:
		return bytes.TrimSuffix(line, []byte{','})
	case r.section == plain:
		return line
	}
	return nil
}

// stranger says what a file is that does not begin as a trace does.
func stranger(line []byte) string {
	if line[0] == '[' || bytes.Contains(line[:min(len(line), 1000)], []byte(`"traceEvents"`)) {
		return "this is a trace in the format of Chrome, of which only those that overlap exports for Perfetto can be read"
	}
	return `this is no trace of overlap: its first line must be {"trace":"overlap","schema":1}, perhaps with more`
}
