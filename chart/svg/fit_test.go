package svg

import (
	"testing"

	"pgregory.net/rapid"
)

func TestFit(t *testing.T) {
	for _, c := range []struct {
		s     string
		width float64
		want  string
	}{
		{"recommendations:2", 200, "recommendations:2"}, {"recommendations:2", 60, "recom…2"},
		{"customer 12", 48, "cust…12"}, {"customer 12", 34, ""}, {"no number", 40, "no n…"}, {"123456789", 40, "1234…"},
		{"recommendations:2", 15, ""}, {"ab", 5, ""}, {"", 0, ""},
	} {
		if got := fit(c.s, 11, c.width); got != c.want {
			t.Errorf("%q in %v pixels: %q, want %q", c.s, c.width, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s, width := rapid.String().Draw(t, "s"), rapid.Float64Range(0, 300).Draw(t, "width")
		if got := fit(s, 11, width); got != "" && textWidth(got, 11) > width {
			t.Fatalf("%q is %v wide", got, textWidth(got, 11))
		}
	})
}
