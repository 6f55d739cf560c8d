package main

import (
	"io/fs"

	"overlap/tools/browser"
)

// longRuns moves sliders of pages with many tasks, and returns rows for how long the answer takes, for how long it keeps the
// page's thread, for what the program's memory has become, and for how soon a long run is cancelled.
func longRuns(t browser.T, dist fs.FS) (rows []row) {
	server, b := serve(t, dist), browser.Start(t)
	longest := row{what: "the longest task of the main thread", budget: 100, unit: "ms"}
	for _, run := range []struct {
		what, path, slider string
		budget             float64 // milliseconds
		cancel             bool    // the run takes long enough to have Cancel
	}{
		{"echo, 1,000 clients", "/s/echo/?clients=1000", "delay", 150, false},
		{"fanout, 1,000 requests at once", "/s/fanout/?clients=1000", "db", 500, true},
		{"echo, 10,000 clients", "/s/echo/?clients=10000", "delay", 1500, true},
	} {
		const moves = 5
		p := b.NewPage(t)
		p.CountMemory()
		p.Open(server + run.path)
		list := moveSlider(p, run.slider, moves)
		rows = append(rows, list.row(run.what, run.budget))
		if task := list.median(func(c sliderChange) float64 { return c.Longest }); task > longest.measured {
			longest.measured, longest.note = task, run.what
		}
		if run.budget == 1500 {
			rows = append(rows, row{what: "  memory after that run and five more", measured: float64(p.ProgramMemory()) / 1e6, budget: 80, unit: "MB"})
		}
		if run.cancel {
			rows = append(rows, cancelRow(p, run.slider, list.median(func(c sliderChange) float64 { return c.Total })))
		}
		p.Open("about:blank") // ends the page, which would use the processor
	}
	return append(rows, longest)
}
