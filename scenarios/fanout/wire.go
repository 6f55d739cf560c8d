package fanout

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/valyala/fastjson"
)

// request is what a client asks the API.
type request struct {
	id, user, product int
	mode              string // "sequential" or "concurrent"
}

// maxDepth bounds the nesting of a request; a request needs one level.
const maxDepth = 32

var errNotJSON = errors.New(`the request is not JSON: it must be one object such as {"request_id":1,"user_id":2,"product_id":20}`)

// parseRequest reads one line of JSON. Every refusal says what was wrong and what is allowed.
func parseRequest(line string) (request, error) {
	q := request{mode: "concurrent"}
	if !utf8.ValidString(line) {
		return q, errors.New("the request is not UTF-8")
	}
	if depth(line) > maxDepth {
		return q, errors.New("the request is nested deeper than " + strconv.Itoa(maxDepth) + " levels")
	}
	if fastjson.Validate(line) != nil { // Parse alone lets pass what is none
		return q, errNotJSON
	}
	v, err := fastjson.Parse(line)
	if err != nil {
		return q, errNotJSON
	}
	if v.Type() != fastjson.TypeObject {
		return q, errors.New("the request must be a JSON object, not " + typeName(v))
	}
	for _, f := range []struct {
		name string
		into *int
	}{{"request_id", &q.id}, {"user_id", &q.user}, {"product_id", &q.product}} {
		if *f.into, err = integer(field(v, f.name), f.name); err != nil {
			return q, err
		}
	}
	return q, mode(field(v, "mode"), &q.mode)
}

// field returns the last field of that name, as Python's json does with repeated ones; nil when there is
// none.
func field(v *fastjson.Value, name string) (last *fastjson.Value) {
	o, _ := v.Object()
	o.Visit(func(k []byte, v *fastjson.Value) {
		if string(k) == name {
			last = v
		}
	})
	return last
}

// mode reads the optional field of that name.
func mode(v *fastjson.Value, into *string) error {
	if v == nil {
		return nil
	}
	if *into = string(v.GetStringBytes()); *into != "sequential" && *into != "concurrent" {
		return errors.New("mode must be 'sequential' or 'concurrent'")
	}
	return nil
}

// maxInteger is the largest integer that a float64 holds exactly, in both directions.
const maxInteger = 1 << 53

// integer accepts what Python's int() does of a decoded JSON value: 2, "2", " 20 ", 2.9 (cut to 2), true.
func integer(v *fastjson.Value, name string) (int, error) {
	if v == nil {
		return 0, errors.New("missing field: " + name)
	}
	bad := errors.New(name + " must be an integer, such as 2 or \"2\", from -2^53 to 2^53")
	switch v.Type() {
	case fastjson.TypeTrue:
		return 1, nil
	case fastjson.TypeFalse:
		return 0, nil
	case fastjson.TypeString:
		text := strings.TrimSpace(string(v.GetStringBytes()))
		n, err := strconv.ParseInt(strings.TrimPrefix(text, "+"), 10, 64)
		if err != nil || n > maxInteger || n < -maxInteger || strings.HasPrefix(text, "+-") {
			return 0, bad
		}
		return int(n), nil
	case fastjson.TypeNumber:
		n := v.GetFloat64()
		if math.IsNaN(n) || n > maxInteger || n < -maxInteger {
			return 0, bad
		}
		return int(n), nil
	}
	return 0, bad
}

// typeName returns what a value is, in words.
func typeName(v *fastjson.Value) string {
	switch v.Type() {
	case fastjson.TypeArray:
		return "an array"
	case fastjson.TypeString:
		return "a string"
	case fastjson.TypeNumber:
		return "a number"
	case fastjson.TypeNull:
		return "null"
	}
	return "a boolean"
}

// depth returns how deeply brackets nest outside strings.
func depth(line string) int {
	deepest, now, quoted := 0, 0, false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case !quoted && (c == '{' || c == '['):
			now++
			deepest = max(deepest, now)
		case !quoted && (c == '}' || c == ']'):
			now--
		}
	}
	return deepest
}
