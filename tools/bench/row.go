package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// row is a measurement, beside its budget.
type row struct {
	what     string
	measured float64
	budget   float64 // 0 when it has none
	atLeast  bool    // the budget is a least value, not a largest one
	unit     string
	note     string
	bytes    bool // measured in bytes, so that going over the budget is a failure
}

// over reports whether a row is over its budget, or under one that is a least value.
func (r row) over() bool {
	switch {
	case r.budget == 0:
		return false
	case r.atLeast:
		return r.measured < r.budget
	}
	return r.measured > r.budget
}

// write prints a table, at most a hundred columns wide:
//
//	The event loop, trace on                    measured     budget
//	  timer events, 10,000 tasks, native         2.71 ≥     2.50 M/s  1.20 of iter.Pull's
func write(w io.Writer, title string, rows []row) {
	fmt.Fprintln(w, tableHead(title))
	for _, r := range rows {
		sign, budget, mark := " ", "", ""
		if r.budget != 0 {
			sign, budget = "≤", formatNumber(r.budget)
		}
		if r.atLeast {
			sign = "≥"
		}
		if r.over() {
			mark = "✗ "
		}
		line := fmt.Sprintf("  %-39s %9s %s %8s %-4s %s%s", r.what, formatNumber(r.measured), sign, budget, r.unit, mark, r.note)
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
	fmt.Fprintln(w)
}

// tableHead returns a table's title, with the heads of the columns when there is room for them.
func tableHead(title string) string {
	if len([]rune(title)) > 41 {
		return title
	}
	return fmt.Sprintf("%-41s %9s   %8s", title, "measured", "budget")
}

// formatNumber returns a number with three significant digits, or a whole number with commas between thousands.
func formatNumber(x float64) string {
	if x == math.Trunc(x) && x >= 100 {
		return withCommas(strconv.FormatFloat(x, 'f', 0, 64))
	}
	places := 2
	for limit := 10.0; limit <= 100 && x >= limit; limit *= 10 {
		places--
	}
	return withCommas(strconv.FormatFloat(x, 'f', places, 64))
}

// withCommas puts commas between the thousands of a whole number.
func withCommas(digits string) string {
	for i := len(digits) - 3; i > 0 && !slices.Contains([]byte(digits), '.'); i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// median returns the median of a list that is not empty.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
