package main

import (
	"math"
	"strings"

	"overlap/report"
	"overlap/scenarios"
)

// axis is the parameter that a sweep varies, and its values in the order in which they are run.
type axis struct {
	param   *scenarios.Param
	values  []scenarios.Value
	numeric bool // the values are numbers
	log     bool // the values rise by about equal factors
}

// axis reads --over and the flags that choose values within its range. given reports whether the command line sets a
// parameter.
func (o *sweepOptions) axis(in *scenarios.Instance, given func(name string) bool) (axis, error) {
	names := report.Sweepable(in)
	switch {
	case len(names) == 0:
		return axis{}, &usageError{"there is nothing to sweep over in " + in.Scenario.ID + ": its parameters are tables"}
	case o.Over == "":
		return axis{}, &usageError{"sweep " + in.Scenario.ID + " needs --over " + report.RangeOf(names)}
	}
	over, ranged, err := report.ParseOver(in, o.Over)
	switch name := strings.Split(o.Over, "=")[0]; {
	case in.Param(name) != nil && given(name):
		return axis{}, &usageError{"--" + name + " cannot go with --over " + name + ": a sweep sets it; leave out --" + name}
	case o.Log && o.Linear:
		return axis{}, &usageError{"--log cannot go with --linear: leave out one of them"}
	case err != nil:
		return axis{}, err
	case !over.Numeric() && (ranged || o.Log || o.Linear || o.Steps != 0):
		return axis{}, &usageError{"--over " + name + " has no range, so nothing says how to walk through it: every option is run; leave out =FROM..TO, --steps, --log and --linear"}
	}
	return o.between(over)
}

const (
	mostSteps  = 200
	usualSteps = 21 // with both ends
)

// between returns an axis from one end of a range to the other, both included: with --steps so many values at equal
// distances, else about twenty round ones.
func (o *sweepOptions) between(over report.Over) (axis, error) {
	v := axis{param: over.Param, numeric: over.Numeric(), log: !o.Linear && over.Wide()}
	if o.Log {
		if over.From <= 0 {
			return v, &usageError{"--log cannot go with a range that begins at " + over.Param.FromNumber(over.From).String() + ": nothing is so many times as much; begin above it"}
		}
		v.log = true
	}
	if v.values = over.Values(usualSteps, v.log); o.Steps != 0 {
		v.values = over.Through(evenly(over.From, over.To, o.Steps, v.log))
	}
	return v, nil
}

// evenly returns the n-2 numbers that divide a range into n-1 parts, of equal lengths or, with log, by equal factors. Numbers
// that do not come out round are rounded to about a tenth of a part, which nobody sees in a plot.
func evenly(from, to int64, n int, log bool) (list []int64) {
	if step := (to - from) / int64(n-1); !log && step*int64(n-1) == to-from && hasFewDigits(step) {
		for i := 1; i < n-1; i++ {
			list = append(list, from+int64(i)*step)
		}
		return list
	}
	for i := 1; i < n-1; i++ {
		part := float64(i) / float64(n-1)
		at, fine := float64(from)+part*float64(to-from), float64(to-from)/float64(n-1)
		if log {
			at = float64(from) * math.Pow(float64(to)/float64(from), part)
			fine = at * (math.Pow(float64(to)/float64(from), 1/float64(n-1)) - 1)
		}
		round := math.Pow(10, math.Floor(math.Log10(max(fine/10, 1))))
		list = append(list, int64(math.Round(at/round)*round))
	}
	return list
}

// hasFewDigits reports whether a number has at most three significant digits.
func hasFewDigits(n int64) bool {
	for n >= 1000 && n%10 == 0 {
		n /= 10
	}
	return n < 1000
}
