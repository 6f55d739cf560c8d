package reader

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// JSON is read by hand because encoding/json would add 120 kB to what a page fetches.

const (
	mostFields = 64
	deepest    = 32
)

// shape is the kind of a field's value.
type shape uint8

const (
	none    shape = iota // null, which is as good as no field
	text                 // a string
	whole                // a number without fraction or exponent
	another              // anything else
)

var shapeNames = [...]string{none: "nothing", text: "a text", whole: "a whole number", another: "something else"}

// field is a field of an object.
type field struct {
	name, value []byte // of a text its characters, of a number its digits
	shape       shape
}

// object is a JSON object and what was found wrong when its fields were asked for. The memory serves one object after another.
type object struct {
	fields  []field
	scratch []byte // texts that had escapes
	rest    []byte
	problem string
}

// parse reads an object that is alone in its line, and returns what is wrong with it. What is returned for its fields is
// good until the next call.
func (o *object) parse(line []byte) string {
	o.fields, o.scratch, o.rest, o.problem = o.fields[:0], o.scratch[:0], line, ""
	if !o.take('{') {
		return "it is no JSON object"
	}
	for more := !o.take('}'); more && o.problem == ""; {
		name := o.string()
		if !o.take(':') {
			o.wrong("a colon is missing after the name of a field")
		}
		f := o.value()
		f.name = name
		if len(o.fields) == mostFields {
			o.wrong("it has more than " + strconv.Itoa(mostFields) + " fields")
		}
		o.fields = append(o.fields, f)
		if more = o.take(','); !more && !o.take('}') {
			o.wrong("a comma or a brace is missing after a field")
		}
	}
	if o.problem == "" && len(o.rest) > 0 {
		o.wrong("something follows the object")
	}
	return o.problem
}

func (o *object) wrong(problem string) {
	if o.problem == "" {
		o.problem = problem
	}
	o.rest = nil
}

func (o *object) skipSpace() {
	for len(o.rest) > 0 && (o.rest[0] == ' ' || o.rest[0] == '\t' || o.rest[0] == '\r') {
		o.rest = o.rest[1:]
	}
}

// take takes a character of the syntax, with the space around it, and reports whether it was there.
func (o *object) take(c byte) bool {
	o.skipSpace()
	if len(o.rest) == 0 || o.rest[0] != c {
		return false
	}
	o.rest = o.rest[1:]
	o.skipSpace()
	return true
}

// value reads any value.
func (o *object) value() field {
	o.skipSpace()
	if len(o.rest) == 0 {
		o.wrong("a value is missing")
		return field{}
	}
	switch c := o.rest[0]; {
	case c == '"':
		return field{value: o.string(), shape: text}
	case c == '{' || c == '[':
		o.skipNested()
		return field{shape: another}
	case c == '-' || '0' <= c && c <= '9':
		return o.numeral()
	}
	for _, word := range []string{"null", "true", "false"} {
		if len(o.rest) >= len(word) && string(o.rest[:len(word)]) == word {
			o.rest = o.rest[len(word):]
			return field{shape: map[bool]shape{true: none, false: another}[word == "null"]}
		}
	}
	o.wrong("a value is neither text, number, list nor object")
	return field{}
}

// numeral reads a number.
func (o *object) numeral() field {
	f, n := field{shape: whole}, 0
	for n < len(o.rest) {
		c := o.rest[n]
		if c == '.' || c == 'e' || c == 'E' || c == '+' {
			f.shape = another
		} else if c != '-' && (c < '0' || '9' < c) {
			break
		}
		n++
	}
	f.value, o.rest = o.rest[:n], o.rest[n:]
	return f
}

// skipNested skips a list or an object.
func (o *object) skipNested() {
	var closing [deepest]byte
	depth := 0
	for len(o.rest) > 0 {
		c := o.rest[0]
		switch {
		case c == '"':
			o.string()
			continue
		case c == '{' || c == '[':
			if depth == deepest {
				o.wrong("it is nested deeper than " + strconv.Itoa(deepest) + " lists and objects")
				return
			}
			closing[depth] = c + 2 // in ASCII the closing bracket is the second after the opening
			depth++
		case c == '}' || c == ']':
			if depth--; closing[depth] != c {
				o.wrong("brackets do not match")
				return
			}
		}
		if o.rest = o.rest[1:]; depth == 0 {
			return
		}
	}
	o.wrong("a list or an object does not end")
}

// string reads a string.
func (o *object) string() []byte {
	if len(o.rest) == 0 || o.rest[0] != '"' {
		o.wrong("a quotation mark is missing")
		return nil
	}
	plain := true
	for i := 1; i < len(o.rest); i++ {
		switch c := o.rest[i]; {
		case c == '"':
			s := o.rest[1:i]
			if o.rest = o.rest[i+1:]; plain {
				return s
			}
			return o.unescape(s)
		case c == '\\':
			plain = false
			i++
		case c >= 0x7f:
			plain = false
		case c < ' ':
			o.wrong("a text has a control character that is not escaped")
			return nil
		}
	}
	o.wrong("a text does not end")
	return nil
}

// simple are the escapes of one letter, and what they stand for.
const simple, stands = `"\/bfnrt`, "\"\\/\b\f\n\r\t"

// unescape returns the characters of a string. What is no character becomes U+FFFD, and so does what would not be shown but obeyed:
// a terminal's control characters, and those that turn the direction of what follows.
func (o *object) unescape(s []byte) []byte {
	from := len(o.scratch)
	for len(s) > 0 {
		if s[0] != '\\' {
			c, size := utf8.DecodeRune(s)
			o.scratch, s = utf8.AppendRune(o.scratch, shown(c)), s[size:]
			continue
		}
		if s[1] == 'u' {
			c, ok := codeUnit(s)
			if !ok {
				o.wrong(`\u needs four hexadecimal digits`)
				return nil
			}
			s = s[6:]
			if low, ok := codeUnit(s); ok && utf16.IsSurrogate(c) {
				if pair := utf16.DecodeRune(c, low); pair != utf8.RuneError {
					c, s = pair, s[6:]
				}
			}
			o.scratch = utf8.AppendRune(o.scratch, shown(c)) // U+FFFD for half a pair
			continue
		}
		n := 0
		for n < len(simple) && simple[n] != s[1] {
			n++
		}
		if n == len(simple) {
			o.wrong("a text has an unknown escape")
			return nil
		}
		o.scratch, s = utf8.AppendRune(o.scratch, shown(rune(stands[n]))), s[2:]
	}
	return o.scratch[from:]
}

// shown returns what stands for a character. A NUL, of which scenarios make long texts, does nothing.
func shown(c rune) rune {
	if 0 < c && c < ' ' && c != '\n' && c != '\t' || 0x7f <= c && c < 0xa0 || 0x202a <= c && c <= 0x202e || 0x2066 <= c && c <= 0x2069 {
		return utf8.RuneError
	}
	return c
}

// codeUnit returns what \uXXXX at the beginning of s stands for.
func codeUnit(s []byte) (c rune, ok bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(s[2:6]), 16, 16)
	return rune(n), err == nil
}
