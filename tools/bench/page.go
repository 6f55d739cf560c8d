package main

import (
	"cmp"
	_ "embed"
	"io/fs"
	"net/http/httptest"
	"slices"
	"strconv"

	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/site"
	"overlap/tools/browser"
	"overlap/tools/sizes"
)

const (
	sliderMoves     = 20 // movements of each slider
	longSliderMoves = 5  // movements of a slider whose runs take seconds
	slowestShown    = 6  // scenarios in the table
)

// changesJS moves a slider once.
//
//go:embed changes.js
var changesJS string

// sliderChange is the result of changesJS: milliseconds after the slider's event.
type sliderChange struct {
	Total   float64 // until the new chart is in the DOM
	Model   float64 // until the model has run
	LaidOut float64 // until the browser has laid it out
}

// sliderChanges moves a slider of each scenario, and returns rows for the slowest, for the median and for a long run.
func sliderChanges(t browser.T, dist fs.FS) []row {
	server := httptest.NewServer(site.Handler(dist, ""))
	t.Cleanup(server.Close)
	b := browser.Start(t)
	var rows []row
	for _, s := range all.List() {
		if slider := firstSlider(s); slider != "" {
			rows = append(rows, moveSlider(t, b, s.ID, server.URL+"/s/"+s.ID+"/", slider, sliderMoves))
			rows[len(rows)-1].budget = 16
		}
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(b.measured, a.measured) })
	middle := rows[len(rows)/2]
	middle.what = "the median of " + strconv.Itoa(len(rows)) + ": " + middle.what
	rows = append(rows[:min(slowestShown, len(rows))], middle)
	return append(rows, moveSlider(t, b, "fanout, 1,000 requests at once", server.URL+"/s/fanout/?clients=1000", "db", longSliderMoves))
}

// firstSlider returns the name of a scenario's first parameter that has a slider.
func firstSlider(s *scenarios.Scenario) string {
	for _, p := range s.New().Params() {
		switch p.Kind {
		case scenarios.KindDuration, scenarios.KindInt, scenarios.KindPercent:
			return p.Name
		}
	}
	return ""
}

// moveSlider opens a page, moves one of its sliders to and fro, and returns the medians.
func moveSlider(t browser.T, b *browser.Browser, what, url, slider string, times int) row {
	p := b.NewPage(t)
	p.Open(url)
	p.WaitFor(`document.documentElement.dataset.overlap === "ready" && !document.querySelector("#chart").hasAttribute("aria-busy")`)
	var total, model, laidOut []float64
	for i := range times {
		step := map[bool]string{true: "1", false: "-1"}[i%2 == 0]
		c := browser.Eval[sliderChange](p, "("+changesJS+")("+strconv.Quote("p-"+slider)+", "+step+")")
		total, model, laidOut = append(total, c.Total), append(model, c.Model), append(laidOut, c.LaidOut)
	}
	p.Open("about:blank") // ends the page, which would use the processor
	return row{what: what, measured: median(total), unit: "ms", note: "model " + formatNumber(median(model)) + ", with layout " + formatNumber(median(laidOut))}
}

// pageSizes returns the bytes that a reader of the largest scenario's page fetches, in all and of text.
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
