package view

import (
	"overlap/chart/scene"
	"overlap/chart/svg"
)

// Axes returns the controls of the chart: how its axes are chosen, the zoom, and the lanes. What has no use for the runs
// that are shown is hidden rather than left out, so that no control jumps.
func Axes(l *svg.Layout, p Picture) string {
	return `<legend class="visually-hidden">Time axis</legend><label` + boolAttr("hidden", !l.Uneven() && l.Mode == scene.Shared) + `><span class="visually-hidden">Axes</span><select id="axis">` + axisOptions(l.Scene) + "</select></label>" +
		button("lanes", lanesLabel(p.Lanes), ` id="lanes"`+boolAttr("hidden", !l.HasDensities())) +
		`<span class="zoom">` + button("zoom-whole", "Whole run", ` id="zoom-whole"`+boolAttr("hidden", !l.Zoomed)) +
		button("zoom-out", "−", ` id="zoom-out" aria-label="Zoom out" title="Zoom out"`+boolAttr("disabled", !l.Zoomed)) +
		button("zoom-in", "+", ` id="zoom-in" aria-label="Zoom in" title="Zoom in: drag over the chart, or Ctrl and wheel"`) + "</span>"
}

func lanesLabel(open bool) string {
	if open {
		return "Hide lanes"
	}
	return "Show lanes"
}

func axisOptions(s *scene.Scene) string {
	list := ""
	for _, m := range scene.Modes() {
		if m != scene.Cut || s.Suits == scene.Cut || s.Mode == scene.Cut {
			list += "<option" + attr("value", m.String()) + boolAttr("selected", m == s.Mode) + ">" + modeTitle(m) + "</option>"
		}
	}
	return list
}

func modeTitle(m scene.Mode) string {
	switch m {
	case scene.Cut:
		return "Broken axis"
	case scene.Each:
		return "Fit each"
	case scene.Log:
		return "Logarithmic"
	}
	return "One axis"
}
