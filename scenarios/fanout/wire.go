package fanout

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// request is what a client asks the API.
type request struct {
	id, user, product int
	mode              string // "sequential" or "concurrent"
}

var requestFields = []string{"request_id", "user_id", "product_id", "mode"}

// maxDepth bounds the nesting of a request; a request needs one level.
const maxDepth = 32

var (
	errNotJSON = errors.New(`the request is not JSON: it must be one object such as {"request_id":1,"user_id":2,"product_id":20}`)
	errTooDeep = errors.New("the request is nested deeper than " + strconv.Itoa(maxDepth) + " levels")
)

// parseRequest reads one line of JSON. Every refusal says what was wrong and what is allowed.
func parseRequest(line string) (request, error) {
	q := request{mode: "concurrent"}
	if !utf8.ValidString(line) {
		return q, errors.New("the request is not UTF-8")
	}
	if depth(line) > maxDepth {
		return q, errTooDeep
	}
	v, fields, ok := parseJSON(line, requestFields...)
	switch {
	case !ok:
		return q, errNotJSON
	case v.kind != isObject:
		return q, errors.New("the request must be a JSON object, not " + string(v.kind))
	}
	var err error
	for i, into := range []*int{&q.id, &q.user, &q.product} {
		if *into, err = integer(fields[i], requestFields[i]); err != nil {
			return q, err
		}
	}
	return q, mode(fields[3], &q.mode)
}

// mode reads the optional field of that name.
func mode(v value, into *string) error {
	if v.kind == isMissing {
		return nil
	}
	if *into = v.text; *into != "sequential" && *into != "concurrent" {
		return errors.New("mode must be 'sequential' or 'concurrent'")
	}
	return nil
}

// maxInteger is the largest integer that a float64 holds exactly, in both directions.
const maxInteger = 1 << 53

// integer accepts what Python's int() does of a decoded JSON value: 2, "2", " 20 ", 2.9 (cut to 2), true.
func integer(v value, name string) (int, error) {
	switch v.kind {
	case isMissing:
		return 0, errors.New("missing field: " + name)
	case isString:
		text := strings.TrimSpace(v.text)
		n, err := strconv.ParseInt(strings.TrimPrefix(text, "+"), 10, 64)
		if err == nil && n <= maxInteger && n >= -maxInteger && !strings.HasPrefix(text, "+-") {
			return int(n), nil
		}
	case isNumber, isBoolean:
		if v.number <= maxInteger && v.number >= -maxInteger {
			return int(v.number), nil
		}
	}
	return 0, errors.New(name + " must be an integer, such as 2 or \"2\", from -2^53 to 2^53")
}

// kind says what a value is, in words for a message.
type kind string

const (
	isMissing kind = ""
	isNull    kind = "null"
	isBoolean kind = "a boolean"
	isNumber  kind = "a number"
	isString  kind = "a string"
	isArray   kind = "an array"
	isObject  kind = "an object"
)

// value is a JSON value, without the values inside it. It is small, because the parser has several on its stack for each level.
type value struct {
	kind   kind
	number float64 // of a number, an infinity when it is too large; 1 of true, as in Python
	text   string  // of a string; of an object in an object, as it stands there
}

// depth returns how deep brackets nest in a text, if it is JSON. The parser calls itself for each level.
func depth(text string) (deepest int) {
	now, quoted, escaped := 0, false, false
	for _, c := range text {
		switch {
		case escaped:
			escaped = false
		case c == '\\':
			escaped = true
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			now++
			deepest = max(deepest, now)
		case c == ']' || c == '}':
			now--
		}
	}
	return deepest
}
