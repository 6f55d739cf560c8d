package main

import (
	"regexp"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"

	"overlap/scenarios"
)

// block is a stretch of a source that is shown or folded as a whole: a function, a type, a method, or a paragraph of
// declarations. Lines are counted from 0.
type block struct {
	from, to int      // the first line, and the line after the last
	head     int      // the line that stays when the block is folded
	owner    string   // the class of a Python method
	names    []string // what the block defines
	uses     []string // names that occur in it
	markers  []string
	settings bool     // it holds the twin's constants, which are always shown
	ending   bool     // all twins end with it
	runs     []string // the variants that run it
}

// ending begins the lines that are alike in all twins.
const ending = "# From here on all twins are alike"

var (
	definition = regexp.MustCompile(`^\s*(?:func (?:\([^)]*\) )?|type |var |const |(?:async )?def |class )(\w+)`)
	assignment = regexp.MustCompile(`^(\w+(?:, \w+)*) = `)
	method     = regexp.MustCompile(`^    (?:async def|def|@)`)
)

// blocks splits a source at its top level, and Python's classes into methods.
func (s *source) blocks() []block {
	var list []block
	class := ""
	for i, line := range s.text {
		if len(list) > 0 && list[len(list)-1].ending {
			break
		}
		top := line != "" && !strings.ContainsAny(line[:1], " \t)}]")
		apart := i == 0 || s.text[i-1] == ""
		switch {
		case top && (apart || class != ""):
			class = ""
			list = append(list, block{from: i, ending: strings.HasPrefix(line, ending)})
			if strings.HasPrefix(line, "class ") {
				class = definition.FindStringSubmatch(line)[1]
			}
		case class != "" && method.MatchString(line) && !strings.HasPrefix(s.text[i-1], "    @"):
			list = append(list, block{from: i, owner: class})
		}
	}
	for i := range list {
		end := len(s.text)
		if i+1 < len(list) {
			end = list[i+1].from
		}
		s.describe(&list[i], end)
	}
	return list
}

// describe fills in what a block's lines say.
func (s *source) describe(b *block, end int) {
	b.to, b.head = end, b.from
	if b.ending {
		return
	}
	for n := b.from; n < end; n++ {
		line := s.text[n]
		if m := definition.FindStringSubmatch(line); m != nil && len(b.names) == 0 {
			b.names, b.head = m[1:], n
		}
		if m := assignment.FindStringSubmatch(line); m != nil && b.owner == "" {
			b.names = append(b.names, strings.Split(m[1], ", ")...)
		}
		for _, t := range s.tokens[n] {
			if t.Type.InCategory(chroma.Name) {
				b.uses = append(b.uses, t.Value)
			}
		}
		if m := s.markers[n]; m != "" {
			b.markers = append(b.markers, m)
		}
		b.settings = b.settings || slices.ContainsFunc(s.constants, func(c constant) bool { return c.line == n })
	}
}

// quiet reports whether a block is folded whichever variant is shown.
func (b *block) quiet() bool { return !b.settings && len(b.runs) == 0 }

// assign notes which variants run each block: those whose tasks were seen at a line of it. Where no task was seen, as in
// what only other settings lead to, the names in the source say who would come there. Of blocks in which nobody waits a
// variant runs those that not all variants lead to: the others are not what differs.
func assign(list []block, entries map[string][]string, seen map[string][]string) {
	everyone := slices.Concat(mapValues(seen)...)
	leads := map[int]int{}
	reach := map[string][]bool{}
	for name, entry := range entries {
		reach[name] = reachable(list, entry)
		for i, yes := range reach[name] {
			if yes {
				leads[i]++
			}
		}
	}
	for i := range list {
		b := &list[i]
		for name := range entries {
			unseen := !anyOf(b.markers, everyone) || len(seen[name]) == 0
			led := reach[name][i] && unseen && (len(b.markers) > 0 || leads[i] < len(entries))
			if !b.settings && (led || anyOf(b.markers, seen[name])) {
				b.runs = append(b.runs, name)
			}
		}
		slices.Sort(b.runs)
	}
}

// reachable reports of each block whether names lead to it. A class leads to its methods that Python calls.
func reachable(list []block, names []string) []bool {
	found := make([]bool, len(list))
	for len(names) > 0 {
		name := names[0]
		names = names[1:]
		for i := range list {
			b := &list[i]
			if found[i] || !slices.Contains(b.names, name) && (b.owner != name || !strings.HasPrefix(b.names[0], "_")) {
				continue
			}
			found[i] = true
			names = append(names, b.uses...)
		}
	}
	return found
}

func anyOf(list, of []string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return slices.Contains(of, s) })
}

func mapValues(m map[string][]string) (all [][]string) {
	for _, v := range m {
		all = append(all, v)
	}
	return all
}

// seenMarkers returns the markers of the lines at which each variant's tasks were.
func seenMarkers(rs *scenarios.Results, markers []scenarios.Marker) map[string][]string {
	seen := map[string][]string{}
	for _, r := range rs.List {
		var at [1 << 16]bool
		for _, record := range r.Trace.All() {
			at[record.Line] = true
		}
		for _, m := range markers {
			if at[m.Line] {
				seen[r.Variant.Name] = append(seen[r.Variant.Name], m.Name)
			}
		}
	}
	return seen
}
