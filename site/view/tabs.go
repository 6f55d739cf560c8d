package view

import "overlap/scenarios"

// Tab is one of the panels under the chart.
type Tab struct{ ID, Title string }

// TabList returns the tabs in page order; the first is shown at first.
func TabList() []Tab {
	return []Tab{{"code", "Code"}, {"loop", "Event loop"}, {"log", "Log"}, {"table", "Table"}}
}

// Tabs returns the inside of the list of tabs. Choosing one needs the program, as all that a fieldset holds.
func Tabs() string {
	list := ""
	for i, t := range TabList() {
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

// Panels returns every tab's panel. The code comes from the build, already marked up.
func Panels(rs *scenarios.Results, code string) string {
	inside := map[string]string{"code": `<div id="code">` + code + "</div>", "loop": Loop(rs, End), "log": Log(rs, End), "table": Table(rs)}
	list := ""
	for i, t := range TabList() {
		list += `<div role="tabpanel" id="panel-` + t.ID + `" aria-labelledby="tab-` + t.ID + `" tabindex="0"` + boolAttr("hidden", i > 0) + ">" + inside[t.ID] + "</div>"
	}
	return list
}
