package fanout

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// parseJSON reads one value of JSON (RFC 8259), and of an object the values of the fields of some names, in the order of these. It
// reports whether the text is JSON.
func parseJSON(text string, names ...string) (v value, fields []value, ok bool) {
	p := parser{text: text, names: names, fields: make([]value, len(names))}
	v, ok = p.value(true)
	return v, p.fields, ok && p.next() == end && p.at > len(text)
}

// withoutSpaces returns JSON without the spaces that other programs put into it, as Python's json.dumps does.
func withoutSpaces(json string) string {
	var b strings.Builder
	b.Grow(len(json))
	quoted := false
	for i := 0; i < len(json); i++ {
		c := json[i]
		switch {
		case quoted && c == '\\': // and what it escapes
			b.WriteByte(c)
			i++
			c = json[i]
		case c == '"':
			quoted = !quoted
		case !quoted && (c == ' ' || c == '\t' || c == '\n' || c == '\r'):
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// parser reads a text from its beginning to its end.
type parser struct {
	text   string
	at     int
	names  []string
	fields []value // of the object that the text is
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

// value reads a value: that of the whole text, or one inside it.
func (p *parser) value(whole bool) (v value, ok bool) {
	switch c := p.next(); c {
	case '{':
		return value{kind: isObject}, p.list('}', func() bool { return p.field(whole) })
	case '[':
		return value{kind: isArray}, p.list(']', func() bool { _, ok := p.value(false); return ok })
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
func (p *parser) field(ofWhole bool) bool {
	if p.next() != '"' {
		return false
	}
	name, ok := p.string()
	if !ok || p.next() != ':' {
		return false
	}
	from := p.at
	v, ok := p.value(false)
	if i := slices.Index(p.names, name); ok && ofWhole && i >= 0 {
		if v.kind == isObject {
			v.text = p.text[from:p.at]
		}
		p.fields[i] = v
	}
	return ok
}

// string reads the rest of a string, of which a copy is made only when something in it is escaped.
func (p *parser) string() (text string, ok bool) {
	for i := p.at; i < len(p.text); i++ {
		switch c := p.text[i]; {
		case c == '"':
			text, p.at = p.text[p.at:i], i+1
			return text, true
		case c == '\\':
			return p.unescaped(i)
		case c < ' ':
			return "", false
		}
	}
	return "", false
}

// unescaped is string for one with the first backslash at i. It stays a call of its own, since its buffer takes much of the stack. Half of
// a surrogate pair is the replacement character, as in encoding/json.
//
//go:noinline
func (p *parser) unescaped(i int) (text string, ok bool) {
	b := []byte(p.text[p.at:i])
	for p.at = i; p.at < len(p.text); {
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
