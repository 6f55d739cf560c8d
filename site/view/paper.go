package view

import (
	"overlap/engine"
	"overlap/quantity"
	"overlap/report"
	"overlap/scenarios"
)

// Paper returns the settings of a state as they are printed, each with its value. random reports whether the run draws
// random numbers.
func Paper(st State, random bool) string {
	list := ""
	add := func(label, value string) {
		list += "<div><dt>" + esc(label) + "</dt> <dd>" + esc(value) + "</dd></div>"
	}
	for _, p := range st.Instance.Params() {
		add(p.Label, OnPaper(p))
	}
	for _, c := range st.Instance.Changes() {
		add("From "+quantity.Duration(c.At)+" on", changed(c))
	}
	if text := st.Instance.FaultText(); text != "" {
		add(FaultParam().Label, text)
	}
	if random || st.Seed != 0 {
		add("Seed", st.seedText())
	}
	if costs, ok := engine.Profile(st.Costs); ok && st.Instance.Computer() == nil {
		add(scenarios.ComputerLabel, costs.Title)
	}
	return list
}

// OnPaper returns the value of a parameter as people read it.
func OnPaper(p *scenarios.Param) string { return report.Written(p) }
