package main

import (
	_ "embed"
	"fmt"
	"strconv"

	"overlap/tools/browser"
)

// cancelJS cancels one long run.
//
//go:embed cancel.js
var cancelJS string

// cancelled is the result of cancelJS.
type cancelled struct {
	Took    float64 // milliseconds from the press until the page said that the run is stopped
	Pressed bool    // the run had not ended before
	Kept    bool    // the picture and the settings are those of the run before
}

// cancelRow cancels long runs of a page's slider, which take so many milliseconds, at several moments from when the button comes, and
// returns a row for the slowest answer.
func cancelRow(p *browser.Page, slider string, run float64) row {
	const presses, patience = 6, 300
	slowest, times, lost := 0.0, make([]float64, 0, presses), 0
	for i := range presses {
		after := max(run-patience, 0) * float64(i) / (presses + 2) // the last well before the end
		c := browser.Eval[cancelled](p, fmt.Sprintf("(%s)(%q, %d, %f, %f)", cancelJS, "p-"+slider, 1-i%2*2, after, run))
		if !c.Pressed {
			continue
		}
		if !c.Kept {
			lost++
		}
		times = append(times, c.Took)
		slowest = max(slowest, c.Took)
	}
	r := row{what: "  Cancel, the slowest of " + strconv.Itoa(len(times)), measured: slowest, budget: 100, unit: "ms"}
	if len(times) == 0 {
		r.note = "all runs had ended"
		return r
	}
	r.note = "median " + formatNumber(median(times))
	if lost > 0 {
		r.note += ", " + strconv.Itoa(lost) + " times the run before was lost"
	}
	return r
}
