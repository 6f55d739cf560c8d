// Package view writes what a scenario's page shows, as HTML, and holds the page's state. It is pure Go without
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

// End is the playhead's instant when a run is shown as a whole, with nothing hidden.
const End time.Duration = -1

// Run runs variants of an instance to the end, with the computer that a page begins with. Without names it runs all.
func Run(in *scenarios.Instance, seed uint64, names ...string) *scenarios.Results {
	return State{Instance: in, Seed: seed, Costs: defaultCosts, Variants: names}.Run()
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

// Longest returns when the last of the variants and of the tasks that they left had ended: where the time axis and the scrubber
// end.
func Longest(rs *scenarios.Results) time.Duration {
	var longest time.Duration
	for _, r := range rs.List {
		longest = max(longest, r.Total+r.Report.RanOn)
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

// Tab is one of the panels under the chart.
type Tab struct{ ID, Title string }

// TabList returns the tabs in page order; the first is shown at first.
func TabList() []Tab {
	return []Tab{{"py", "Python"}, {"go", "Go"}, {"loop", "Event loop"}, {"sequence", "Sequence"}, {"log", "Log"}, {"table", "Table"}, {SweepTab, "Sweep"}}
}

// RecordedTabs returns those of the tabs that recorded runs have: there is no code, and nothing to sweep.
func RecordedTabs() []Tab {
	return TabList()[2:6]
}

// firstTab returns the tab that is shown at first.
func firstTab(in *scenarios.Instance) string {
	if in.Recorded() {
		return RecordedTabs()[0].ID
	}
	return TabList()[0].ID
}

// Tabs returns a list of tabs, in a fieldset that is disabled until the program runs.
func Tabs(tabs []Tab) string {
	list := ""
	for i, t := range tabs {
		index := "-1"
		selected := "false"
		if i == 0 {
			index, selected = "0", "true"
		}
		list += `<button type="button" role="tab" id="tab-` + t.ID + `" aria-controls="panel-` + t.ID + `" aria-selected="` + selected +
			`" tabindex="` + index + `">` + t.Title + "</button>"
	}
	return `<fieldset disabled><legend class="visually-hidden">More about this run</legend><div role="tablist" aria-label="More about this run">` + list + "</div></fieldset>"
}

// codeTab is what an address calls the tabs with listings; which of them says lang.
const codeTab = "code"

// IsCode reports whether a tab shows a listing; its ID is the language's.
func IsCode(tab string) bool { return tab == "py" || tab == "go" }

// Panels returns the panels of tabs. The listings come from the build, already marked up, by the IDs of their tabs. What only a
// running program can open is left to the program.
func Panels(tabs []Tab, rs *scenarios.Results, code map[string]string) string {
	inside := map[string]string{"py": code["py"], "go": code["go"], "sequence": SequencePanel(rs), "table": Table(rs), SweepTab: `<div id="sweep-form"></div><div id="sweep"></div>`}
	list := ""
	for i, t := range tabs {
		list += `<div role="tabpanel" id="panel-` + t.ID + `" aria-labelledby="tab-` + t.ID + `" tabindex="0"` + boolAttr("hidden", i > 0) + ">" + inside[t.ID] + "</div>"
	}
	return list
}
