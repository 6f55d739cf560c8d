package fanout

import (
	"strings"
	"syscall/js"
)

// Asking for a global, as making any value of JavaScript's that is no number, costs as much as parsing a request.
var (
	jsonParser = js.Global().Get("JSON")
	arrays     = js.Global().Get("Array")
)

// parseJSON does as parseJSON in json_other.go. It calls the page's JSON.parse, so that the program needs no
// encoding/json.
func parseJSON(text string, fields ...string) (v value, ok bool) {
	defer func() {
		switch thrown := recover().(type) {
		case nil:
		case js.Error:
			v, ok = value{}, false
		default:
			panic(thrown)
		}
	}()
	parsed := jsonParser.Call("parse", " "+text) // a byte order mark would be lost on the way, were it first
	v = valueOf(parsed)
	if v.kind == isObject {
		v.fields = map[string]value{}
		for _, name := range fields {
			if field := parsed.Get(name); !field.IsUndefined() {
				v.fields[name] = valueOf(field)
			}
		}
	}
	return v, true
}

// dataOf does as dataOf in json_other.go of a reply as formatReply writes it: in the page no other program replies.
func dataOf(reply string) (string, bool) {
	_, data, ok := strings.Cut(reply, `,"data":`)
	return strings.TrimSuffix(data, "}"), ok
}

// valueOf returns a parsed value, without the values inside it.
func valueOf(parsed js.Value) value {
	switch parsed.Type() {
	case js.TypeBoolean:
		if parsed.Bool() {
			return value{kind: isBoolean, number: 1}
		}
		return value{kind: isBoolean}
	case js.TypeNumber:
		return value{kind: isNumber, number: parsed.Float()}
	case js.TypeString:
		return value{kind: isString, text: parsed.String()}
	case js.TypeObject:
		if arrays.Call("isArray", parsed).Bool() {
			return value{kind: isArray}
		}
		return value{kind: isObject}
	}
	return value{kind: isNull}
}
