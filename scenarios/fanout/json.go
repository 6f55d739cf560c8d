package fanout

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// parseJSON reads one value of JSON (RFC 8259), and of an object those of the fields that are there. It reports whether the text
// is JSON.
func parseJSON(text string, fields ...string) (v value, ok bool) {
	p := parser{text: text}
	v, ok = p.value(fields)
	return v, ok && p.next() == end && p.at > len(text)
}

// withoutSpaces returns JSON without the spaces that other programs put into it, as Python's json.dumps does.
func withoutSpaces(json string) string {
	b, quoted := make([]byte, 0, len(json)), false
	for i := 0; i < len(json); i++ {
		c := json[i]
		switch {
		case quoted && c == '\\': // and what it escapes
			b = append(b, c)
			i++
			c = json[i]
		case c == '"':
			quoted = !quoted
		case !quoted && (c == ' ' || c == '\t' || c == '\n' || c == '\r'):
			continue
		}
		b = append(b, c)
	}
	return string(b)
}

// parser reads a text from its beginning to its end.
type parser struct {
	text string
	at   int
}

// end is what next returns behind the text. No text that is JSON has such a byte outside of strings, nor within.
const end = 0

// next returns the next byte that is no white space, and goes on behind it.
func (p *parser) next() byte {
	for ; p.at < len(p.text); p.at++ {
		if c := p.text[p.at]; c != ' ' && c != '\t' && c != '\n' && c != '\r' {
			p.at++
			return c
		}
	}
	p.at = len(p.text) + 1
	return end
}

// value reads a value.
func (p *parser) value(fields []string) (v value, ok bool) {
	switch c := p.next(); c {
	case '{':
		if v.kind = isObject; fields != nil {
			v.fields = map[string]value{}
		}
		return v, p.list('}', func() bool { return p.field(fields, v.fields) })
	case '[':
		return value{kind: isArray}, p.list(']', func() bool { _, ok := p.value(nil); return ok })
	case '"':
		text, ok := p.string()
		return value{kind: isString, text: text}, ok
	case 't':
		return value{kind: isBoolean, number: 1}, p.word("rue")
	case 'f':
		return value{kind: isBoolean}, p.word("alse")
	case 'n':
		return value{kind: isNull}, p.word("ull")
	case end:
		return v, false
	}
	p.at--
	return p.number()
}

// number reads a number. One that is too large is an infinity.
func (p *parser) number() (v value, ok bool) {
	from := p.at
	p.skip("-")
	zero := strings.HasPrefix(p.text[p.at:], "0")
	whole := p.digits()
	ok = whole == 1 || whole > 1 && !zero
	if p.skip(".") {
		ok = p.digits() > 0 && ok
	}
	if p.skip("eE") {
		p.skip("+-")
		ok = p.digits() > 0 && ok
	}
	v.kind = isNumber
	if n, err := strconv.ParseInt(p.text[from:p.at], 10, 64); err == nil { // ParseFloat needs so much of the stack that each task's doubles
		v.number = float64(n)
		return v, ok
	}
	v.number, _ = strconv.ParseFloat(p.text[from:p.at], 64)
	return v, ok
}

// skip goes on behind the next byte if that is one of some.
func (p *parser) skip(some string) bool {
	is := p.at < len(p.text) && strings.IndexByte(some, p.text[p.at]) >= 0
	if is {
		p.at++
	}
	return is
}

// digits goes on behind digits, and returns how many there are.
func (p *parser) digits() (n int) {
	for p.skip("0123456789") {
		n++
	}
	return n
}

// word reads the rest of a word.
func (p *parser) word(rest string) bool {
	ok := strings.HasPrefix(p.text[p.at:], rest)
	p.at += len(rest)
	return ok
}

// list reads parts with commas between them up to the closing bracket.
func (p *parser) list(close byte, part func() bool) bool {
	if p.next() == close {
		return true
	}
	for p.at--; part(); {
		switch p.next() {
		case close:
			return true
		case ',':
		default:
			return false
		}
	}
	return false
}

// field reads a name and its value, and keeps the value when the field is asked for. Of fields with the same name the last counts.
func (p *parser) field(wanted []string, into map[string]value) bool {
	if p.next() != '"' {
		return false
	}
	name, ok := p.string()
	if !ok || p.next() != ':' {
		return false
	}
	from := p.at
	v, ok := p.value(nil)
	if ok && slices.Contains(wanted, name) {
		if v.kind == isObject {
			v.text = p.text[from:p.at]
		}
		into[name] = v
	}
	return ok
}

// string reads the rest of a string. Half of a surrogate pair is the replacement character, as in encoding/json.
func (p *parser) string() (text string, ok bool) {
	var b []byte
	for p.at < len(p.text) {
		c := p.text[p.at]
		p.at++
		switch {
		case c == '"':
			return string(b), true
		case c < ' ':
			return "", false
		case c == '\\':
			r := p.escaped()
			if r < 0 {
				return "", false
			}
			b = utf8.AppendRune(b, r)
		default:
			b = append(b, c)
		}
	}
	return "", false
}

// escaped reads what stands behind a backslash, and returns the character that it means, −1 for none.
func (p *parser) escaped() rune {
	if p.skip("u") {
		r := p.unit()
		if !utf16.IsSurrogate(r) {
			return r
		}
		from := p.at
		if p.skip(`\`) && p.skip("u") {
			if whole := utf16.DecodeRune(r, p.unit()); whole != utf8.RuneError {
				return whole
			}
		}
		p.at = from
		return utf8.RuneError
	}
	from := p.at
	if !p.skip(`"\/bfnrt`) {
		return -1
	}
	return rune("\"\\/\b\f\n\r\t"[strings.IndexByte(`"\/bfnrt`, p.text[from])])
}

// unit reads four hexadecimal digits, and returns −1 where there are others.
func (p *parser) unit() rune {
	digits := p.text[p.at:min(p.at+4, len(p.text))]
	p.at += len(digits)
	n, err := strconv.ParseUint(digits, 16, 16)
	if err != nil || len(digits) < 4 {
		return -1
	}
	return rune(n)
}
