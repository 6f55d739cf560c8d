package fanout

import (
	"encoding/json"
	"errors"
	"reflect"
	"strconv"
	"strings"
	"testing"
)

// What encoding/json accepts is accepted, with the same values, and nothing else is.
func FuzzParseJSON(f *testing.F) {
	for _, text := range []string{
		"", " ", "null", "nul", "nullx", "true false", "[]", "[ ]", "[,]", "[1,]", "[1 2]", "[", "]", "{}", "{ }", `{"a"}`, `{"a":}`, `{"a":1,}`,
		`{"a":1,"a":[2]}`, `{a:1}`, "{1:1}", ` {"a" : [ {"b" : null } , true ]} `, "\v1", "1\f", "\ufeff1", "1\x00",
		"0", "-0", "00", "01", "-", "+1", "1.", ".5", "-.5", "1.5e3", "1e", "1e+", "1E-2", "1e+-2", "0x10", "1_000", "NaN", "Infinity", "1e999", "-1e999", "5e-324", "1e-999", "9007199254740993",
		`"`, `"\"`, `"\\"`, `"\/\b\f\n\r\t\""`, `"\x41"`, `"\u0041"`, `"\u00"`, `"\u+041"`, `"\U0041"`, `"\'"`, "\"\x1f\"", "\"\x7f\"", "\"a\nb\"", "\"\xff\xc0\xaf\"", "\"\xed\xa0\x80\"",
		`"\ud83d\ude00"`, `"\ude00\ud83d"`, `"\ud83d"`, `"\ud83d\u0041"`, `"\ud83d\ud83d\ude00"`, `"\ud83d\uz"`, `"\ud83dx"`, `"\ud83d\\ude00"`, `"\ufffd"`,
		strings.Repeat("[", maxDepth) + strings.Repeat("]", maxDepth), strings.Repeat("[", maxDepth+1) + strings.Repeat("]", maxDepth+1), strings.Repeat("[", 1e5), strings.Repeat(`{"a":`, 1e5),
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, err := parseJSON(text)
		if errors.Is(err, errTooDeep) {
			if strings.Count(text, "[")+strings.Count(text, "{") <= maxDepth {
				t.Fatalf("%.200q is not too deep", text)
			}
			return
		}
		if json.Valid([]byte(text)) != (err == nil) {
			t.Fatalf("%.200q: %v, and encoding/json says otherwise", text, err)
		}
		if got, want := v.plain(), decoded(text); err == nil && !reflect.DeepEqual(got, want) {
			t.Fatalf("%.200q is read as %#v, want %#v", text, got, want)
		}
	})
}

// plain returns a value as encoding/json gives it.
func (v value) plain() any {
	switch v.kind {
	case isString:
		return v.text
	case isNumber:
		return v.number
	case isBoolean:
		return v.number == 1
	case isArray:
		list := make([]any, len(v.members))
		for i, m := range v.members {
			list[i] = m.plain()
		}
		return list
	case isObject:
		fields := map[string]any{}
		for _, m := range v.members {
			fields[m.name] = v.field(m.name).plain()
		}
		return fields
	}
	return nil
}

// decoded returns what encoding/json reads. Numbers that are too large, which it refuses, are infinities.
func decoded(text string) (v any) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	d.Decode(&v)
	return floats(v)
}

func floats(v any) any {
	switch v := v.(type) {
	case json.Number:
		n, _ := strconv.ParseFloat(string(v), 64)
		return n
	case []any:
		for i := range v {
			v[i] = floats(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = floats(v[name])
		}
	}
	return v
}
