package scenarios_test

import (
	"strings"
	"testing"
	"time"

	"overlap/scenarios"
	"pgregory.net/rapid"
)

func TestRowsAreParsed(t *testing.T) {
	many := strings.TrimSuffix(strings.Repeat("k=v;", scenarios.MaxRows+1), ";")
	for i, n := 0, 0; n <= scenarios.MaxRows; n++ { // distinct keys
		i = strings.Index(many[i:], "k=") + i
		many = many[:i] + string(rune('A'+n)) + many[i+1:]
	}
	for text, want := range map[string]string{
		"":               "",
		"a=1":            "a=1",
		"a=1;b=2":        "a=1;b=2",
		"a=":             "a=",
		`a\=b=c\;d;e=\\`: `a\=b=c\;d;e=\\`,
		`a=b\=c=d`:       `a=b=c=d`,
		`a=\x`:           "a=x",
		`a=x\`:           `a=x\\`,
		"ключ=значение":  "ключ=значение",
		"a":              "refused",
		"=1":             "refused",
		"a=1;":           "refused",
		";a=1":           "refused",
		"a=1=2":          "a=1=2",
		"a=1;a=2":        "refused",
		"a=1\nb=2":       "refused",
		"a=\x00":         "refused",
		"a=\xff":         "refused",
		"a=" + strings.Repeat("x", scenarios.MaxCell+1): "refused",
		many: "refused",
	} {
		got := "refused"
		if v, err := anyRows().Parse(text); err == nil {
			got = v.String()
		}
		if got != want {
			t.Errorf("Parse(%.40q) = %s, want %s", text, got, want)
		}
	}
}

// anyRows returns a parameter whose table takes any text.
func anyRows() *scenarios.Param { return newTiny().New().Param("rows") }

func TestRowsGet(t *testing.T) {
	rows := scenarios.Rows{{Key: "a", Value: "1"}, {Key: "b", Value: ""}}
	if v, ok := rows.Get("b"); v != "" || !ok {
		t.Errorf("Get(b) = %q, %v", v, ok)
	}
	if _, ok := rows.Get("c"); ok {
		t.Error("Get(c) found something")
	}
	if d := (scenarios.Row{Value: "1.5 s"}).Duration(); d != 1500*time.Millisecond {
		t.Errorf("Duration of 1.5 s = %v", d)
	}
}

func cells() *rapid.Generator[string] {
	return rapid.StringOfN(rapid.RuneFrom([]rune(`ab=;\ "é✓&?%`)), 1, 12, -1)
}

func TestRowsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var rows scenarios.Rows
		for _, key := range rapid.SliceOfNDistinct(cells(), 0, 8, rapid.ID[string]).Draw(t, "keys") {
			rows = append(rows, scenarios.Row{Key: key, Value: cells().Draw(t, "value")})
		}
		v, err := anyRows().Parse(rows.String())
		again := v.Rows()
		if err != nil || again.String() != rows.String() || len(again) != len(rows) {
			t.Fatalf("%q does not survive: %q, %v", rows, again, err)
		}
		for i := range rows {
			if again[i] != rows[i] {
				t.Fatalf("row %d became %q, was %q", i, again[i], rows[i])
			}
		}
	})
}

func FuzzRows(f *testing.F) {
	rows := anyRows()
	for _, seed := range []string{"", "a=1;b=2", `a\=b=c\;d`, `a=\`, "a=1;a=2", "a=1;", "=1", "a=1=2", "é=✓", "a=\xff", "user:1=Alice (cached);product:10=Mechanical Keyboard (cached)"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, err := rows.Parse(text)
		if err != nil {
			return
		}
		if n := len(v.Rows()); n > scenarios.MaxRows {
			t.Fatalf("%d rows", n)
		}
		again, err := rows.Parse(v.String())
		if err != nil || !again.Equal(v) {
			t.Fatalf("%q is read as %q, which is read as %q, %v", text, v, again, err)
		}
	})
}
