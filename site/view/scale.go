package view

import (
	"sort"

	"overlap/scenarios"
)

// maxEvenStops is the largest range of whole numbers of which a slider visits each.
const maxEvenStops = 200

// Stops returns the values that a numeric parameter's slider visits, from the least to the largest; the
// slider's position is an index into them.
//
// Durations and percentages move by the parameter's step. Whole numbers of a wide range, such as 1 to 1000 or
// 1 to 4096, visit every number of at most two digits and above that every number of two significant digits
// (100, 110, … 990, 1000, 1100 …): a logarithmic scale on which the small values, where most happens, can be hit,
// and every stop is a round number. A range that begins below zero has even steps instead. The text field accepts the
// numbers between stops.
func Stops(p *scenarios.Param) []int64 {
	step := max(p.Step, 1)
	rounded := false
	if p.Kind == scenarios.KindInt && p.Max-p.Min > maxEvenStops {
		rounded = p.Min >= 0
		step = (p.Max-p.Min)/maxEvenStops + 1
	}
	stops := []int64{p.Min}
	for n := p.Min; n < p.Max; {
		if rounded {
			step = magnitude(n)
		}
		n = min((n/step+1)*step, p.Max)
		stops = append(stops, n)
	}
	return stops
}

// magnitude returns the unit of a number's second significant digit: 1 up to 99, 10 up to 990 and so on.
func magnitude(n int64) int64 {
	unit := int64(1)
	for n >= 100*unit {
		unit *= 10
	}
	return unit
}

// Nearest returns the index of the stop that is nearest to n.
func Nearest(stops []int64, n int64) int {
	i := sort.Search(len(stops), func(i int) bool { return stops[i] >= n })
	switch {
	case i == len(stops):
		return i - 1
	case i > 0 && n-stops[i-1] < stops[i]-n:
		return i - 1
	}
	return i
}
