package scenarios_test

import (
	"errors"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"

	"overlap/scenarios"
	"pgregory.net/rapid"
)

func TestParseQuery(t *testing.T) {
	for query, want := range map[string][]scenarios.Setting{
		"":                       nil,
		"?":                      nil,
		"db=400ms&clients=50":    {{Name: "db", Text: "400ms"}, {Name: "clients", Text: "50"}},
		"?db=400ms":              {{Name: "db", Text: "400ms"}},
		"&&a=1&":                 {{Name: "a", Text: "1"}},
		"a":                      {{Name: "a"}},
		"a=b=c":                  {{Name: "a", Text: "b=c"}},
		"a=%41+%2b":              {{Name: "a", Text: "A +"}},
		"rows=a%3D1;b=%E2%9C%93": {{Name: "rows", Text: "a=1;b=✓"}},
	} {
		got, err := scenarios.ParseQuery(query)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("ParseQuery(%q) = %q, %v, want %q", query, got, err, want)
		}
	}
	for _, query := range []string{"a=%", "a=%4", "a=%zz", "%=1", strings.Repeat("a", scenarios.MaxQuery+1)} {
		if _, err := scenarios.ParseQuery(query); err == nil || !errors.As(err, new(*scenarios.QueryError)) {
			t.Errorf("ParseQuery(%.20q) = %v, want an error", query, err)
		}
	}
}

// What we write must also be what browsers and servers read.
func TestFormatQueryRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list []scenarios.Setting
		want := url.Values{}
		for range rapid.IntRange(0, 4).Draw(t, "n") {
			s := scenarios.Setting{Name: rapid.String().Draw(t, "name"), Text: rapid.String().Draw(t, "text")}
			list = append(list, s)
			want.Add(s.Name, s.Text)
		}
		query := scenarios.FormatQuery(list)
		got, err := scenarios.ParseQuery(query)
		if err != nil || !slices.Equal(got, list) {
			t.Fatalf("%q is read as %q, %v, was %q", query, got, err, list)
		}
		if strings.Contains(query, ";") { // net/url refuses what browsers send unescaped
			return
		}
		if std, err := url.ParseQuery(query); err != nil || std.Encode() != want.Encode() {
			t.Fatalf("net/url reads %q as %v, %v, want %v", query, std, err, want)
		}
	})
}

func TestQueryIsReadable(t *testing.T) {
	in := newTiny().New()
	for _, s := range [][2]string{{"pause", "1s"}, {"rows", "user:1=Bob (cached);b=x & y"}, {"rate", "5%"}} {
		if err := in.Set(s[0], s[1]); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := in.Query(), "pause=1s&rate=5%25&rows=user:1=Bob+%28cached%29;b=x+%26+y"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestWith(t *testing.T) {
	s := newTiny()
	in, err := s.With([]scenarios.Setting{{Name: "n", Text: "5"}, {Name: "seed", Text: "x"}, {Name: "n", Text: "6"}})
	if err != nil || in.Query() != "n=6" {
		t.Errorf("With = %v, want n=6: the last counts, reserved names are skipped", err)
	}
	for _, bad := range []scenarios.Setting{{Name: "n", Text: "x"}, {Name: "m", Text: "1"}, {}} {
		if _, err := s.With([]scenarios.Setting{bad}); err == nil {
			t.Errorf("With(%q) was accepted", bad)
		}
	}
}

// Old links keep what they set by a parameter's former name, also where something else has that name by now.
func TestFormerName(t *testing.T) {
	s := newTiny()
	declare(func(d *scenarios.Declaration) { d.Formerly("n", "seed") })(s)
	in, err := s.FromQuery("seed=5&repeat=2")
	if err != nil || in.Query() != "n=5" {
		t.Fatalf("%v, want n=5", err)
	}
	if in, err = s.FromQuery("seed=5&n=6"); err != nil || in.Query() != "n=6" {
		t.Errorf("%v, want n=6: the last counts", err)
	}
	if err := in.Set("seed", "x"); err == nil || !strings.HasPrefix(err.Error(), "n: ") {
		t.Errorf("%v, want an error that has today's name", err)
	}
	for _, err := range scenarios.Validate(s, tinyTexts()) {
		t.Error(err)
	}
}

func TestSampleIsLegalAndVaried(t *testing.T) {
	s, r := newTiny(), rand.New(rand.NewPCG(1, 2))
	seen := map[string]map[string]bool{}
	for range 2000 {
		in := s.New()
		in.Sample(r)
		again, err := s.FromQuery(in.Query())
		if err != nil || again.Query() != in.Query() {
			t.Fatalf("the sample %s does not reproduce: %v", in.Query(), err)
		}
		for _, p := range in.Params() {
			if seen[p.Name] == nil {
				seen[p.Name] = map[string]bool{}
			}
			seen[p.Name][p.String()] = true
		}
	}
	for name, want := range map[string]int{"pause": 200, "n": 100, "rate": 50, "fair": 2, "how": 2, "rows": 100, "cooks": 50} {
		if got := len(seen[name]); got < want {
			t.Errorf("%s took %d values in 2000 samples, want %d or more", name, got, want)
		}
	}
	for _, end := range []string{"1", "2", "1000"} {
		if !seen["n"][end] {
			t.Errorf("n never was %s", end)
		}
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, seed := range []string{"", "?", "pause=400ms&n=50", "n=5&n=6", "a=%41+%2b", "%=", "a=%4", "=&=", "rows=a%3D1;b=2", "rows=%ff", "cooks=eve=1.5s&seed=7", "x\x00=\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		list, err := scenarios.ParseQuery(query)
		if err != nil {
			return
		}
		again, err := scenarios.ParseQuery(scenarios.FormatQuery(list))
		if err == nil && !slices.Equal(again, list) {
			t.Fatalf("%q is read as %q, which is read as %q", query, list, again)
		}
		if in, err := newTiny().With(list); err == nil && len(in.Query()) > 0 {
			if _, err := scenarios.ParseQuery(in.Query()); err != nil {
				t.Fatalf("%q gives %q: %v", query, in.Query(), err)
			}
		}
	})
}
