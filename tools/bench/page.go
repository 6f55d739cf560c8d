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
	sliderMoves  = 20 // movements of each slider
	slowestShown = 6  // scenarios in the table
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
	Longest float64 // the longest task of the main thread meanwhile, 0 when none took 50 ms
}

// scenarioSliders moves a slider of each scenario, and returns rows for the slowest and for the median.
func scenarioSliders(t browser.T, dist fs.FS) []row {
	server := serve(t, dist)
	b := browser.Start(t)
	var rows []row
	for _, s := range all.List() {
		if slider := firstSlider(s); slider != "" {
			p := b.NewPage(t)
			p.Open(server + "/s/" + s.ID + "/")
			rows = append(rows, moveSlider(p, slider, sliderMoves).row(s.ID, 33))
			p.Open("about:blank") // ends the page, which would use the processor
		}
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(b.measured, a.measured) })
	middle := rows[len(rows)/2]
	middle.what, middle.budget = "the median of "+strconv.Itoa(len(rows))+": "+middle.what, 10
	return append(rows[:min(slowestShown, len(rows))], middle)
}

// serve serves a built site until t ends, and returns its address.
func serve(t browser.T, dist fs.FS) string {
	server := httptest.NewServer(site.Handler(dist, ""))
	t.Cleanup(server.Close)
	return server.URL
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

// moveSlider moves a slider of a page to and fro once the page is drawn, and returns what each movement took.
func moveSlider(p *browser.Page, slider string, times int) (list sliderChanges) {
	p.WaitFor(`document.documentElement.dataset.overlap === "ready" && !document.querySelector("#chart").hasAttribute("aria-busy")`)
	for i := range times {
		step := map[bool]string{true: "1", false: "-1"}[i%2 == 0]
		list = append(list, browser.Eval[sliderChange](p, "("+changesJS+")("+strconv.Quote("p-"+slider)+", "+step+")"))
	}
	return list
}

// sliderChanges are the movements of one slider.
type sliderChanges []sliderChange

// median returns the median of a figure.
func (list sliderChanges) median(of func(sliderChange) float64) float64 {
	var values []float64
	for _, c := range list {
		values = append(values, of(c))
	}
	return median(values)
}

// row returns the row for a slider's movements.
func (list sliderChanges) row(what string, budget float64) row {
	model := list.median(func(c sliderChange) float64 { return c.Model })
	laidOut := list.median(func(c sliderChange) float64 { return c.LaidOut })
	return row{
		what: what, measured: list.median(func(c sliderChange) float64 { return c.Total }), budget: budget, unit: "ms",
		note: "model " + formatNumber(model) + ", with layout " + formatNumber(laidOut),
	}
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
