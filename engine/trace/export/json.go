package export

import (
	"strconv"
	"unicode/utf8"
)

// JSON is written by hand because encoding/json would add 120 kB to what a page fetches.

const hex = "0123456789abcdef"

// appendString appends s as a JSON string. Bytes that are not UTF-8 become U+FFFD. Control characters are escaped, and so
// are characters that could end a script element or a line of JavaScript.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		c, size := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(s[i:])
		}
		if escaped(c, size) {
			b = append(b, s[from:i]...)
			b = appendEscape(b, c)
			from = i + size
		}
		i += size
	}
	b = append(b, s[from:]...)
	return append(b, '"')
}

func escaped(c rune, size int) bool {
	switch c {
	case '"', '\\', '<', '>', '&', '\u2028', '\u2029', 0x7f:
		return true
	case utf8.RuneError:
		return size == 1
	}
	return c < ' ' || c >= 0x80 && c < 0xa0
}

// appendEscape appends the escape of a character below U+10000, as all escaped characters are.
func appendEscape(b []byte, c rune) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', byte(c))
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	return append(b, '\\', 'u', hex[c>>12&15], hex[c>>8&15], hex[c>>4&15], hex[c&15])
}

// object appends JSON objects to b, field by field.
type object struct {
	b     []byte
	comma bool // the next field needs a comma before it
}

func (o *object) open() {
	o.b = append(o.b, '{')
	o.comma = false
}

func (o *object) close() {
	o.b = append(o.b, '}')
	o.comma = true
}

// key begins a field. Names are constants of this package and need no escaping.
func (o *object) key(name string) {
	if o.comma {
		o.b = append(o.b, ',')
	}
	o.comma = true
	o.b = append(o.b, '"')
	o.b = append(o.b, name...)
	o.b = append(o.b, '"', ':')
}

func (o *object) text(name, value string) {
	o.key(name)
	o.b = appendString(o.b, value)
}

func (o *object) number(name string, value int64) {
	o.key(name)
	o.b = strconv.AppendInt(o.b, value, 10)
}

// micros appends nanoseconds as microseconds, without the rounding of a floating-point number.
func (o *object) micros(name string, ns int64) {
	o.key(name)
	n := uint64(ns)
	if ns < 0 {
		o.b = append(o.b, '-')
		n = -n
	}
	o.b = strconv.AppendUint(o.b, n/1000, 10)
	if n %= 1000; n != 0 {
		o.b = append(o.b, '.', byte('0'+n/100), byte('0'+n/10%10), byte('0'+n%10))
	}
}
