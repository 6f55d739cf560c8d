package main

import (
	"cmp"
	"errors"
	"regexp"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"overlap/scenarios"
)

// source is a file that the page shows, taken apart. Lines are counted from 0.
type source struct {
	name      string // of the file, beside the page
	prefix    string // of markers: "// ["
	text      []string
	tokens    [][]chroma.Token // of each line
	markers   map[int]string   // by line
	constants []constant
	entries   map[string][]string // the names in what the file says each variant is
}

// sources returns a scenario's twin and its program.
func sources(s *scenarios.Scenario) (twin, program *source, err error) {
	twin, err1 := newSource("Python", s.ID+".py", s.Texts().Twin, "# [")
	program, err2 := newSource("Go", s.ID+".go", s.Texts().Source, "// [")
	if err := errors.Join(err1, err2); err != nil {
		return nil, nil, err
	}
	twin.constants = constantsOf(s.New(), twin.text)
	twin.entries, program.entries = twinEntries(s.Texts().Twin), programEntries(s.Texts().Source)
	return twin, program, nil
}

func newSource(language, name, text, prefix string) (*source, error) {
	lexer := lexers.Get(language)
	if lexer == nil {
		return nil, errors.New("chroma does not know " + language)
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, text)
	if err != nil {
		return nil, err
	}
	s := &source{name: name, prefix: prefix, text: strings.Split(strings.TrimRight(text, "\n"), "\n"), markers: map[int]string{}}
	s.tokens = chroma.SplitTokensIntoLines(tokens.Tokens())
	for _, m := range scenarios.Markers(text, prefix) {
		s.markers[m.Line-1] = m.Name
	}
	return s, nil
}

var (
	variantsDict = regexp.MustCompile(`(?ms)^variants = \{(.*?)\}$`)
	dictKey      = regexp.MustCompile(`"([a-z0-9-]+)":`)
	declaration  = regexp.MustCompile(`\.(?:Variant|Failing)\("([a-z0-9-]+)", "[^"]*", (.*)\)`)
	word         = regexp.MustCompile(`[A-Za-z_]\w*`)
)

// twinEntries returns the names in each value of the twin's dictionary of variants.
func twinEntries(text string) map[string][]string {
	entries := map[string][]string{}
	m := variantsDict.FindStringSubmatch(text)
	if m == nil {
		return entries
	}
	keys := dictKey.FindAllStringSubmatchIndex(m[1], -1)
	for i, k := range keys {
		end := len(m[1])
		if i+1 < len(keys) {
			end = keys[i+1][0]
		}
		entries[m[1][k[2]:k[3]]] = word.FindAllString(m[1][k[1]:end], -1)
	}
	return entries
}

// programEntries returns the names in what the program declares each variant to be.
func programEntries(text string) map[string][]string {
	entries := map[string][]string{}
	for _, m := range declaration.FindAllStringSubmatch(text, -1) {
		entries[m[1]] = word.FindAllString(m[2], -1)
	}
	return entries
}

var parameter = regexp.MustCompile(`\bd\.\w+\(&([\w.]+), "([a-z0-9-]+)"`)

// fieldsOf returns the variables in which the program keeps its parameters, in page order, with their defaults. A parameter
// that another file declares stands under its own name.
func fieldsOf(s *scenarios.Scenario) (all []field) {
	names := map[string]string{}
	for _, m := range parameter.FindAllStringSubmatch(s.Texts().Source, -1) {
		names[m[2]] = m[1]
	}
	for _, p := range s.New().Params() {
		if p.Kind == scenarios.KindTable {
			continue // which is too long for a line
		}
		all = append(all, field{cmp.Or(names[p.Name], p.Name), p.Name, p.Value().Text()})
	}
	return all
}
