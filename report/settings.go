package report

import (
	"strconv"
	"strings"

	"overlap/engine"
	"overlap/quantity"
	"overlap/scenarios"
)

// Settings returns what is not as at first of the settings with which a scenario was run, as people read them.
func Settings(in *scenarios.Instance, seed uint64, costs string) (list []string) {
	add := func(label, value string) { list = append(list, label+" "+value) }
	for _, p := range in.Params() {
		if p.Changed() {
			add(p.Label, Written(p))
		}
	}
	for _, c := range in.Changes() {
		for _, p := range c.Params {
			add(p.Label, p.From.Text()+" up to "+quantity.Duration(c.At))
		}
	}
	if text := in.FaultText(); text != "" {
		add("What goes wrong", text)
	}
	if seed != 0 {
		add("Seed", strconv.FormatUint(seed, 10))
	}
	if c, ok := engine.Profile(costs); ok && c.Name != engine.Profiles()[0].Name && in.Computer() == nil {
		add(scenarios.ComputerLabel, c.Title)
	}
	return list
}

// Written returns the value of a parameter as people read it.
func Written(p *scenarios.Param) string {
	for _, c := range p.Choices {
		if c.Value == p.String() {
			return c.Label
		}
	}
	switch p.Kind {
	case scenarios.KindTable:
		var rows []string
		for _, r := range p.Value().Rows() {
			rows = append(rows, strings.TrimSpace(strings.Join(p.Columns.Cells(r), " ")))
		}
		return strings.Join(rows, ", ")
	case scenarios.KindBool:
		if !p.Value().Bool() {
			return "no"
		}
		return "yes"
	}
	return p.Value().Text()
}
