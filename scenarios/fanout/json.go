package fanout

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// parseJSON reads one value of JSON as RFC 8259 has it: what encoding/json takes, with the same values. The error is
// errNotJSON or errTooDeep. See RATIONALE.md for why it is written here.
func parseJSON(text string) (value, error) {
	p := &parser{rest: text}
	v := p.value(maxDepth)
	p.space()
	p.must(p.rest == "")
	return v, p.err
}

// parser reads from the front of rest. Once it has failed nothing is left to read.
type parser struct {
	rest string
	err  error
}

func (p *parser) space() { p.rest = strings.TrimLeft(p.rest, " \t\r\n") }

// take reads a word if it comes next.
func (p *parser) take(word string) (taken bool) {
	p.rest, taken = strings.CutPrefix(p.rest, word)
	return taken
}

func (p *parser) must(ok bool) {
	if !ok && p.err == nil {
		p.rest, p.err = "", errNotJSON
	}
}

// value reads a value in which brackets may nest that deep.
func (p *parser) value(depth int) value {
	switch p.space(); {
	case p.take("{"):
		return value{kind: isObject, members: p.members("}", depth)}
	case p.take("["):
		return value{kind: isArray, members: p.members("]", depth)}
	case p.take(`"`):
		return value{kind: isString, text: p.text()}
	case p.take("null"):
		return value{kind: isNull}
	case p.take("true"):
		return value{kind: isBoolean, number: 1}
	case p.take("false"):
		return value{kind: isBoolean}
	}
	return value{kind: isNumber, number: p.number()}
}

// members reads what an opened bracket holds, and its end.
func (p *parser) members(end string, depth int) (list []member) {
	if depth == 0 {
		p.rest, p.err = "", errTooDeep
	}
	if p.space(); p.take(end) {
		return nil
	}
	for p.err == nil {
		var m member
		if p.space(); end == "}" {
			p.must(p.take(`"`))
			m.name = p.text()
			p.space()
			p.must(p.take(":"))
		}
		m.value = p.value(depth - 1)
		list = append(list, m)
		if p.space(); p.take(end) {
			break
		}
		p.must(p.take(","))
	}
	return list
}

// text reads the rest of a string. What is not UTF-8 becomes the replacement character.
func (p *parser) text() string {
	var b []byte
	for p.rest != "" {
		c, size := utf8.DecodeRuneInString(p.rest)
		p.rest = p.rest[size:]
		switch c {
		case '"':
			return string(b)
		case '\\':
			c = p.escape()
		default:
			p.must(c >= ' ')
		}
		b = utf8.AppendRune(b, c)
	}
	p.must(false)
	return ""
}

// escape reads what follows a backslash. Half of a surrogate pair is no character: AppendRune replaces it.
func (p *parser) escape() rune {
	const letters, meant = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	if p.take("u") {
		half := p.hex()
		ahead := *p
		ahead.must(ahead.take(`\u`))
		if c := utf16.DecodeRune(half, ahead.hex()); c != utf8.RuneError {
			*p = ahead
			return c
		}
		return half
	}
	letter := p.rest[:min(1, len(p.rest))]
	k := strings.Index(letters, letter)
	p.must(k >= 0 && p.take(letter))
	return rune(meant[max(k, 0)])
}

func (p *parser) hex() rune {
	digits := p.rest[:min(4, len(p.rest))]
	n, err := strconv.ParseUint(digits, 16, 16)
	p.must(len(digits) == 4 && err == nil && p.take(digits))
	return rune(n)
}

func (p *parser) number() float64 {
	begin := p.rest
	if p.take("-"); !p.take("0") {
		p.digits()
	}
	if p.take(".") {
		p.digits()
	}
	if p.take("e") || p.take("E") {
		_ = p.take("+") || p.take("-")
		p.digits()
	}
	n, _ := strconv.ParseFloat(begin[:len(begin)-len(p.rest)], 64)
	return n
}

func (p *parser) digits() {
	before := len(p.rest)
	p.rest = strings.TrimLeft(p.rest, "0123456789")
	p.must(len(p.rest) < before)
}
