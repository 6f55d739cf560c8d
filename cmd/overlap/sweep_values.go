package main

import (
	"math"
	"strings"

	"overlap/chart/words"
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
	name, text, ranged := strings.Cut(o.Over, "=")
	p := in.Param(name)
	names := sweepable(in)
	switch {
	case len(names) == 0:
		return axis{}, &usageError{"there is nothing to sweep over in " + in.Scenario.ID + ": its parameters are tables"}
	case o.Over == "":
		return axis{}, &usageError{"sweep " + in.Scenario.ID + " needs --over " + rangeOf(names)}
	case p == nil || p.Kind == scenarios.KindTable:
		return axis{}, &scenarios.Error{Name: "over", Value: o.Over, Allowed: rangeOf(names)}
	case given(name):
		return axis{}, &usageError{"--" + name + " cannot go with --over " + name + ": a sweep sets it; leave out --" + name}
	case o.Log && o.Linear:
		return axis{}, &usageError{"--log cannot go with --linear: leave out one of them"}
	case p.Kind == scenarios.KindBool || p.Kind == scenarios.KindChoice:
		return o.everyOption(p, ranged)
	}
	from, to, err := limits(p, text, ranged)
	if err != nil {
		return axis{}, err
	}
	return o.between(p, from, to)
}

const (
	mostSteps  = 200
	usualSteps = 21 // with both ends
)

// sweepable returns the parameters that a sweep can be over.
func sweepable(in *scenarios.Instance) (names []string) {
	for _, p := range in.Params() {
		if p.Kind != scenarios.KindTable {
			names = append(names, p.Name)
		}
	}
	return names
}

// everyOption returns an axis with every option of a parameter that is a choice or a switch.
func (o *sweepOptions) everyOption(p *scenarios.Param, ranged bool) (axis, error) {
	if ranged || o.Log || o.Linear || o.Steps != 0 {
		return axis{}, &usageError{"--over " + p.Name + " has no range, so nothing says how to walk through it: every option is run; leave out =FROM..TO, --steps, --log and --linear"}
	}
	v := axis{param: p}
	for n := p.Min; n <= p.Max; n++ {
		v.values = append(v.values, p.FromNumber(n))
	}
	return v, nil
}

// limits returns the ends of a range, or of all that the parameter allows when there is none.
func limits(p *scenarios.Param, text string, ranged bool) (from, to int64, err error) {
	if !ranged {
		return p.Min, p.Max, nil
	}
	low, high, ok := strings.Cut(text, "..")
	refused := &scenarios.Error{Name: "over", Value: p.Name + "=" + text, Allowed: p.Name + "=FROM..TO, FROM the smaller, each " + p.Allowed()}
	if !ok {
		return 0, 0, refused
	}
	first, wrong := p.Parse(low)
	last, alsoWrong := p.Parse(high)
	if wrong != nil || alsoWrong != nil || first.Number() >= last.Number() || strings.HasPrefix(high, ".") {
		return 0, 0, refused
	}
	return first.Number(), last.Number(), nil
}

// between returns an axis from one number to another, both included: with --steps so many values at equal distances, else
// about twenty round ones.
func (o *sweepOptions) between(p *scenarios.Param, from, to int64) (axis, error) {
	v := axis{param: p, numeric: true, log: !o.Linear && from > 0 && to/100 >= from}
	if o.Log {
		if from <= 0 {
			return v, &usageError{"--log cannot go with a range that begins at " + p.FromNumber(from).String() + ": nothing is so many times as much; begin above it"}
		}
		v.log = true
	}
	numbers := []int64{from}
	inner := words.RoundNumbers(report.Unit(p), from, to, usualSteps, v.log)
	if o.Steps != 0 {
		inner = evenly(from, to, o.Steps, v.log)
	}
	for _, n := range append(inner, to) {
		if n > numbers[len(numbers)-1] && n <= to {
			numbers = append(numbers, n)
		}
	}
	for _, n := range numbers {
		v.values = append(v.values, p.FromNumber(n))
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
