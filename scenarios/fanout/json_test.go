package fanout

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
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
		if depth(text) > maxDepth {
			return // it is refused before it is parsed
		}
		want := decoded(text)
		object, _ := want.(map[string]any)
		names := slices.Collect(maps.Keys(object))
		v, fields, ok := parseJSON(text, names...)
		if json.Valid([]byte(text)) != ok {
			t.Fatalf("%.200q: %v, and encoding/json says otherwise", text, ok)
		}
		if !ok || !utf8.ValidString(text) {
			return
		}
		if !same(v, want) {
			t.Fatalf("%.200q is read as %#v, want %#v", text, v, want)
		}
		for i, name := range names {
			if !same(fields[i], object[name]) {
				t.Fatalf("%q of %.200q is read as %#v, want %#v", name, text, fields[i], object[name])
			}
		}
	})
}

// same reports whether a value is what encoding/json returns, apart from the values inside it.
func same(v value, want any) bool {
	switch want := want.(type) {
	case string:
		return v.kind == isString && v.text == want
	case json.Number:
		n, _ := strconv.ParseFloat(string(want), 64) // numbers that are too large are infinities
		return v.kind == isNumber && v.number == n
	case bool:
		return v.kind == isBoolean && (v.number == 1) == want
	case []any:
		return v.kind == isArray
	case map[string]any:
		return v.kind == isObject
	}
	return v.kind == isNull
}

// decoded returns what encoding/json reads.
func decoded(text string) (v any) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	d.Decode(&v)
	return v
}

func TestDepth(t *testing.T) {
	for text, want := range map[string]int{"1": 0, "[]": 1, `[[],{"a":[1]}]`: 3, `"[[["`: 0, `{"\"[":"\\"}`: 1} {
		if got := depth(text); got != want {
			t.Errorf("%s is nested %d deep, want %d", text, got, want)
		}
	}
}
