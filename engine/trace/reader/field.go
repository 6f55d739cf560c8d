package reader

import (
	"strconv"
	"time"
	"unicode/utf8"
)

// find returns the last field of a name, nil when there is none.
func (o *object) find(name string) *field {
	for i := len(o.fields) - 1; i >= 0; i-- {
		if f := &o.fields[i]; string(f.name) == name && f.shape != none {
			return f
		}
	}
	return nil
}

func (o *object) has(name string) bool { return o.find(name) != nil }

// expect returns a field's value, nil for a field that is absent or, which becomes the object's problem, of another shape.
func (o *object) expect(name string, want shape) []byte {
	f := o.find(name)
	if f == nil {
		return nil
	}
	if f.shape != want {
		o.wrong(name + " must be " + shapeNames[want] + ", and is " + shapeNames[f.shape])
		return nil
	}
	return f.value
}

// bytes returns a text, of which a long one is cut.
func (o *object) bytes(name string) []byte {
	s := o.expect(name, text)
	if len(s) <= longestText {
		return s
	}
	n := longestText
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return append(s[:n:n], "…"...)
}

func (o *object) text(name string) string { return string(o.bytes(name)) }

// number returns a whole number within bounds, 0 for a field that is absent.
func (o *object) number(name string, least, most int64) int64 {
	digits := o.expect(name, whole)
	if digits == nil {
		return 0
	}
	n, err := strconv.ParseInt(string(digits), 10, 64)
	if err == nil && least <= n && n <= most {
		return n
	}
	if len(digits) > 40 {
		digits = append(digits[:40:40], "…"...)
	}
	o.wrong(name + " is " + string(digits) + ": " + strconv.FormatInt(least, 10) + " to " + strconv.FormatInt(most, 10) + " are allowed")
	return 0
}

// time returns a length of time in nanoseconds, 0 for a field that is absent.
func (o *object) time(name string) time.Duration { return time.Duration(o.number(name, 0, farthest)) }
