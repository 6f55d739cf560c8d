package main

import (
	"io/fs"

	"overlap/tools/browser"
	"overlap/tools/sizes"
)

// pageSizes returns what the largest of the scenarios' pages makes a reader fetch.
func pageSizes(t browser.T, dist fs.FS) []row {
	pages, err := sizes.Pages(dist)
	if err != nil {
		t.Fatalf("bench: %v", err)
	}
	var most, mostText row
	for _, p := range pages {
		text, all := p.Bytes()
		if float64(all) > most.measured {
			most = row{what: "everything: " + p.Name, measured: float64(all), budget: sizes.MaxAll, unit: "B", bytes: true}
		}
		if float64(text) > mostText.measured {
			mostText = row{what: "HTML, CSS, JavaScript: " + p.Name, measured: float64(text), budget: sizes.MaxText, unit: "B", bytes: true}
		}
	}
	return []row{most, mostText}
}
