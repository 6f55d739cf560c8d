//go:build !js

package fanout

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// parseJSON reads one value of JSON, and of an object those of the fields that are there. It reports whether the text is JSON.
func parseJSON(text string, fields ...string) (v value, ok bool) {
	if !json.Valid([]byte(text)) {
		return v, false
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber() // a number that is too large for a float64 becomes an infinity, and no error
	var decoded any
	if err := d.Decode(&decoded); err != nil {
		return v, false
	}
	v = valueOf(decoded)
	if object, is := decoded.(map[string]any); is {
		v.fields = map[string]value{}
		for _, name := range fields {
			if field, there := object[name]; there {
				v.fields[name] = valueOf(field)
			}
		}
	}
	return v, true
}

// dataOf returns the JSON of a reply's data, without the spaces that other programs put into it, as Python's json.dumps does. It
// reports whether there is an object of that name.
func dataOf(reply string) (string, bool) {
	var object struct{ Data json.RawMessage }
	var data bytes.Buffer
	if json.Unmarshal([]byte(reply), &object) != nil || !bytes.HasPrefix(object.Data, []byte("{")) {
		return "", false
	}
	json.Compact(&data, object.Data) // it is JSON, because the reply is
	return data.String(), true
}

// valueOf returns a decoded value, without the values inside it.
func valueOf(decoded any) value {
	switch v := decoded.(type) {
	case bool:
		if v {
			return value{kind: isBoolean, number: 1}
		}
		return value{kind: isBoolean}
	case json.Number:
		n, _ := strconv.ParseFloat(string(v), 64)
		return value{kind: isNumber, number: n}
	case string:
		return value{kind: isString, text: v}
	case []any:
		return value{kind: isArray}
	case map[string]any:
		return value{kind: isObject}
	}
	return value{kind: isNull}
}
