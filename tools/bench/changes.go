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
)

const (
	sliderMoves     = 20 // is how often a slider is moved
	longSliderMoves = 5  // where the model has seconds of work
	slowestShown    = 6  // scenarios are shown
)

// changesJS moves a slider once.
//
//go:embed changes.js
var changesJS string

// sliderChange is what changesJS answers, in milliseconds after the slider's event.
type sliderChange struct {
	Total   float64 // until the new chart is in the DOM
	Model   float64 // until the model has run
	LaidOut float64 // until the browser has laid it out
}

// sliderChanges moves a slider of each scenario, and returns those that took longest.
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

// moveSlider opens a page and moves one of its sliders, to and fro.
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
	p.Open("about:blank") // leaves the processor to others
	return row{what: what, measured: median(total), unit: "ms", note: "model " + formatNumber(median(model)) + ", with layout " + formatNumber(median(laidOut))}
}
