package main

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/site/view"
)

// sameConstants reads programs, each with a query, and compares the constants that it has as it stands with those that the
// twin has when it is given the query.
const sameConstants = `
import json, sys
def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return round(value, 12) if isinstance(value, float) else value
def constants(text, query):
    sys.argv = ["twin.py", query]
    names = {"__name__": "twin"}
    exec(compile(text, "twin.py", "exec"), names)
    return {name: plain(value) for name, value in names.items() if name.isupper()}
for case in json.load(sys.stdin):
    said, meant = constants(case["program"], ""), constants(case["twin"], case["query"])
    if repr(said) != repr(meant):
        print(case["query"], "says", said, "and means", meant)
`

// TestConstantsAreTheSettings: with the constants that a page writes, a listing is the program that its settings stand for.
// Each parameter of each scenario has its constant, by its name, and for every preset, link and value at the end of a range
// Python reads from it what the twin reads from the address.
func TestConstantsAreTheSettings(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3 here to read the twins with")
	}
	var cases []map[string]string
	for _, s := range all.List() {
		twin, _, err := sources(s)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range s.New().Params() {
			if !slices.ContainsFunc(twin.constants, func(c constant) bool { return c.param == p.Name }) {
				t.Errorf("%s.py has no constant for the parameter %s", s.ID, p.Name)
			}
		}
		for _, query := range settingsOf(s) {
			st, refused := view.ParseState(s, query)
			if len(refused) > 0 {
				t.Fatal(refused)
			}
			cases = append(cases, map[string]string{"program": withConstants(twin, st.Instance), "twin": s.Texts().Twin, "query": query})
		}
	}
	input, err := json.Marshal(cases)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python, "-c", sameConstants)
	cmd.Stdin = strings.NewReader(string(input))
	if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v\n%s", err, out)
	}
}

// settingsOf returns queries: the defaults, every preset, and all parameters at either end of their ranges.
func settingsOf(s *scenarios.Scenario) []string {
	list := []string{""}
	var least, most []scenarios.Setting
	in := s.New()
	for _, p := range in.Presets() {
		list = append(list, p.Query)
	}
	for _, p := range in.Params() {
		if p.Kind != scenarios.KindTable {
			least = append(least, scenarios.Setting{Name: p.Name, Text: p.FromNumber(p.Min).String()})
			most = append(most, scenarios.Setting{Name: p.Name, Text: p.FromNumber(p.Max).String()})
			continue
		}
		row := scenarios.Row{Key: `“a”, "b"`, Value: "0.25s"}
		if !p.Columns.HasDurations() {
			row.Value = p.Value().Rows()[0].Value
		}
		if p.Columns.More != nil { // its cells have rules of their own
			row = p.Value().Rows()[0]
		}
		least = append(least, scenarios.Setting{Name: p.Name})
		most = append(most, scenarios.Setting{Name: p.Name, Text: scenarios.Rows{row}.String()})
	}
	return append(list, scenarios.FormatQuery(least), scenarios.FormatQuery(most))
}

// withConstants returns a twin as a page shows it with an instance's settings.
func withConstants(s *source, in *scenarios.Instance) string {
	lines := slices.Clone(s.text)
	for _, c := range slices.Backward(s.constants) {
		p := in.Param(c.param)
		if !p.Changed() {
			continue
		}
		text := ""
		if i := slices.IndexFunc(s.constants, func(o constant) bool { return o.param == c.param }); s.constants[i] == c {
			text = view.Literal(p, p.Value())
		}
		lines[c.line] = lines[c.line][:c.from] + text + lines[c.line][c.to:]
	}
	return strings.Join(lines, "\n")
}
