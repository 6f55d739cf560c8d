// Package view is what a scenario's page shows, as HTML text, and what it remembers. It is pure Go without
// a DOM: the same functions write the prerendered page on the build machine and the parts that the wasm
// program replaces later, so the two cannot differ.
//
// Every function returns the inside of an element whose id is fixed and stands in the page's template:
//
//	controls   Controls      chart      Chart
//	score      Score         transport  Transport
//	tabs       Tabs          panels     Panels (the code inside it comes from the build)
//
// What only works with the program running is in a fieldset that is disabled until it does.
package view

import (
	"time"

	"overlap/scenarios"
)

// End is the playhead's place when a run is shown as a whole, with nothing hidden.
const End time.Duration = -1

// Run runs the variants of an instance to their end, as a page shows them at first. The names choose among the variants;
// none means all.
func Run(in *scenarios.Instance, seed uint64, names ...string) *scenarios.Results {
	return State{Instance: in, Seed: seed, Costs: defaultMachine, Variants: names}.Run()
}

// shown returns the variants of those names in page order, all of them when there are no names.
func shown(in *scenarios.Instance, names []string) []scenarios.Variant {
	var shown []scenarios.Variant
	for _, v := range in.Variants() {
		if len(names) == 0 || contains(names, v.Name) {
			shown = append(shown, v)
		}
	}
	return shown
}

// Longest returns how long the longest of the variants took: where the time axis and the scrubber end.
func Longest(rs *scenarios.Results) time.Duration {
	var longest time.Duration
	for _, r := range rs.List {
		longest = max(longest, r.Total)
	}
	return longest
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}
