package fanout

import "syscall/js"

// parseJSON does as parseJSON in json_other.go. It calls the page's JSON.parse, so that the program needs no
// encoding/json.
func parseJSON(text string) (v value, ok bool) {
	defer func() {
		switch thrown := recover().(type) {
		case nil:
		case js.Error:
			v, ok = value{}, false
		default:
			panic(thrown)
		}
	}()
	parsed := js.Global().Get("JSON").Call("parse", " "+text) // a byte order mark would be lost on the way, were it first
	v = valueOf(parsed)
	if v.kind == isObject {
		v.fields = map[string]value{}
		names := js.Global().Get("Object").Call("keys", parsed)
		for i := range names.Length() {
			name := names.Index(i).String()
			v.fields[name] = valueOf(parsed.Get(name))
		}
	}
	return v, true
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
		if js.Global().Get("Array").Call("isArray", parsed).Bool() {
			return value{kind: isArray}
		}
		return value{kind: isObject}
	}
	return value{kind: isNull}
}
