package plan

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"overlap/scenarios"
	"pgregory.net/rapid"
)

func calls() *scenarios.Param { return Scenario.New().Param("calls") }

func TestCallsAreSpelt(t *testing.T) {
	for text, want := range map[string]string{
		"a=x~80":                "a=x~80ms",
		" a  b = x ~ 1500 ms ":  "a b=x~1.5s",
		"a=~20..200ms":          "a=~20ms..200ms",
		"a=~20 .. 2s":           "a=~20s..2s",
		"a=~0.5..2s":            "a=~500ms..2s",
		"a=~p50=40ms p99=900ms": "a=~p50=40ms p99=900ms",
		"a=~p50: 40 p99: 900":   "a=~p50=40ms p99=900ms",
		"a=~0":                  "a=~0s",
		"a=~1s;b=~1s~ a , a;":   "refused",
		`a=~1s;b=~1s~ a \; a`:   "a=~1s;b=~1s~a",
		"a=~1s~~2%~1":           "a=~1s~~2%~1",
		"a=~1s~~0.5~0":          "a=~1s~~0.5%",
		"a=~1s~~0 %~":           "a=~1s",
		"b=~1s~a;a=~1s":         "b=~1s~a;a=~1s",
		"":                      "",
	} {
		got := "refused"
		if v, err := calls().Parse(text); err == nil {
			got = v.String()
		}
		if text == "a=~20 .. 2s" {
			want = "refused" // 20 s are more than 2 s
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// A refusal says which row and column is wrong, and what is allowed.
func TestRefusals(t *testing.T) {
	ten := ""
	for i := range 10 {
		ten += "c" + strconv.Itoa(i) + "=~1s;"
	}
	for text, want := range map[string]string{
		"@sum(1)=~1s":                          `row 1, call: "@sum(1)" is not allowed`,
		"a=~1s; =~1s":                          `row 2, call: it is empty; allowed is a name of at most 24 characters without ~ , ; = and \`,
		"a=~1s; a=~1s":                         `row 2, call: "a" is there already; each may come once`,
		"a,b=~1s":                              `row 1, call: "a,b" is not allowed`,
		strings.Repeat("é", 25) + "=~1s":       "at most 24 characters",
		"a=" + strings.Repeat("s", 25) + "~1s": "row 1, service: ",
		"a=x":                                  "row 1, latency: it is empty; allowed is 80 ms, 20..200 ms or p50=40 ms p99=900 ms, up to 1 min",
		"a=x~soon":                             `row 1, latency: "soon" is not allowed`,
		"a=x~2m":                               "row 1, latency: ",
		"a=x~-1s":                              "row 1, latency: ",
		"a=x~200..20ms":                        "row 1, latency: ",
		"a=x~p50=40ms":                         "row 1, latency: ",
		"a=x~p50=40ms p99=40ms":                "row 1, latency: ",
		"a=x~p50=0ms p99=40ms":                 "row 1, latency: ",
		"a=~1s;b=~1s~c":                        `row 2, after: no call is named "c"; there are a, b`,
		ten + "x=~1s~y":                        `row 11, after: no call is named "y"; there are c0, c1, c2, c3, c4, c5, c6, c7, 3 more`,
		"a=~1s~a":                              "row 1, after: calls wait for each other: a → a",
		"z=~1s;a=~1s~b;b=~1s~a,z":              "row 2, after: calls wait for each other: a → b → a",
		"d=~1s~a;a=~1s~b;b=~1s~a":              "row 2, after: calls wait for each other: a → b → a",
		"a=~1s~~101%":                          `row 1, fails: "101%" is not allowed; allowed is a percentage from 0% to 100%, such as 2% or 0.5%`,
		"a=~1s~~-1":                            "row 1, fails: ",
		"a=~1s~~nan":                           "row 1, fails: ",
		"a=~1s~~~6":                            `row 1, retries: "6" is not allowed; allowed is a whole number from 0 to 5`,
		"a=~1s~~~-1":                           "row 1, retries: ",
		"a=~1s~~~1~2":                          "a cell has no ~",
	} {
		v, err := calls().Parse(text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, %v; want %q", text, v, err, want)
		}
	}
}

// drawCalls returns any legal table.
func drawCalls(t *rapid.T) scenarios.Rows {
	var rows scenarios.Rows
	names := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-zé/][a-z0-9 /-]{0,10}[a-z]`), 0, 12, func(s string) string { return strings.Join(strings.Fields(s), " ") }).Draw(t, "names")
	for i, name := range names {
		latency := rapid.SampledFrom([]string{"0s", "80ms", "1.5s", "20ms..200ms", "p50=40ms p99=900ms", "1µs..1m0s"}).Draw(t, "latency")
		var after []string
		for _, other := range names[:i] {
			if rapid.IntRange(0, 3).Draw(t, "needs") == 0 {
				after = append(after, other)
			}
		}
		value := []string{rapid.SampledFrom([]string{"", "db", "web shop"}).Draw(t, "service"), latency, strings.Join(after, ","),
			rapid.SampledFrom([]string{"", "2%", "0.5%", "100%"}).Draw(t, "fails"), rapid.SampledFrom([]string{"", "1", "5"}).Draw(t, "retries")}
		rows = append(rows, scenarios.Row{Key: strings.Join(strings.Fields(name), " "), Value: strings.TrimRight(strings.Join(value, "~"), "~")})
	}
	return rows
}

func TestCallsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, p := drawCalls(t), calls()
		if len(rows.String()) > scenarios.MaxQuery/2 {
			t.Skip("longer than an address")
		}
		v, err := p.FromRows(rows)
		if err != nil {
			t.Fatalf("%q: %v", rows, err)
		}
		p.Set(v)
		for form, text := range map[string]string{"text": v.String(), "CSV": p.Columns.CSV(v.Rows())} {
			again, err := p.Parse(text)
			if form == "CSV" {
				rows, _ := p.Columns.ReadCSV(text)
				again, err = p.FromRows(rows)
			}
			if err != nil || !again.Equal(v) {
				t.Fatalf("as %s %q is read as %q, %v", form, text, again, err)
			}
		}
	})
}

func FuzzCalls(f *testing.F) {
	for _, p := range Scenario.New().Presets() {
		in, _ := Scenario.FromQuery(p.Query)
		f.Add(in.Param("calls").String())
	}
	f.Add("a=~1s~b;b=~1s~a")
	f.Add("a=~p50=1 p99=2~~1e2%~5")
	f.Fuzz(func(t *testing.T, text string) {
		v, err := calls().Parse(text)
		if err != nil {
			return
		}
		if again, err := calls().Parse(v.String()); err != nil || !again.Equal(v) {
			t.Fatalf("%q is spelt %q, which is read as %q, %v", text, v, again, err)
		}
		list, _ := parseCalls(v.Rows())
		if len(sorted(list)) != len(list) || len(list) > scenarios.MaxRows {
			t.Fatalf("%q: %d of %d calls can be made", text, len(sorted(list)), len(list))
		}
	})
}

// The distributions are what their cells say: the median and the 99th percentile, the least and the most.
func TestDistributions(t *testing.T) {
	const ms = time.Millisecond
	for _, c := range []struct {
		text  string
		share float64
		want  time.Duration
	}{
		{"20..200ms", 0, 20 * ms}, {"20..200ms", 0.5, 110 * ms},
		{"p50=40ms p99=900ms", 0, 0}, {"p50=40ms p99=900ms", 0.5, 40 * ms}, {"p50=40ms p99=900ms", 0.99, 900 * ms},
		{"p50=40ms p99=900ms", 1 - 1e-16, time.Minute},
	} {
		l, ok := parseLatency(c.text)
		if got := l.at(c.share); !ok || got != c.want {
			t.Errorf("%v of the calls take less than %v with %s, want %v", c.share, got, c.text, c.want)
		}
	}
}

// Cells have the page's spelling of times, as all fields have.
func TestLatenciesHaveUnitsApart(t *testing.T) {
	for text, want := range map[string]string{
		"80ms": "80 ms", "20ms..200ms": "20..200 ms", "500ms..2s": "500 ms..2 s", "p50=40ms p99=1m0s": "p50=40 ms p99=1 min", "0": "0 s",
	} {
		v, err := calls().Parse("a=x~" + text)
		if err != nil {
			t.Fatal(err)
		}
		if got := calls().Columns.Cells(v.Rows()[0])[2]; got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestOrderKeepsTheTables(t *testing.T) {
	v, err := calls().Parse("c=~1s~a;b=~1s;a=~1s;d=~1s~c,b")
	if err != nil {
		t.Fatal(err)
	}
	list, _ := parseCalls(v.Rows())
	var names []string
	for _, c := range sorted(list) {
		names = append(names, c.name)
	}
	if !slices.Equal(names, []string{"b", "a", "c", "d"}) {
		t.Errorf("they are made in the order %v", names)
	}
}
