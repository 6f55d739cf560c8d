package view

import (
	"slices"

	"overlap/chart/svg"
	"overlap/scenarios"
)

// CurveKey returns the inside of what says which variant each line of the curves below the controls is, "" where there are no such
// curves. Without names all variants are shown.
func CurveKey(in *scenarios.Instance, names []string) string {
	if !slices.ContainsFunc(in.Params(), isNumber) {
		return ""
	}
	text := "Below each slider: how long a run takes over its range"
	for i, v := range shown(in, names) {
		text += " <span>" + svg.SeriesLine(i) + " " + esc(v.Title) + "</span>"
	}
	return text
}

// curveKeyOf returns the element of the key, which the program changes when variants are hidden.
func curveKeyOf(in *scenarios.Instance) string {
	if key := CurveKey(in, nil); key != "" {
		return `<p id="curve-key" class="curve-key">` + key + "</p>"
	}
	return ""
}
