package main

import (
	"math"
	"strings"

	"overlap/chart/words"
	"overlap/report"
	"overlap/scenarios"
)

// over is the parameter that a sweep varies, and its values in the order they are run.
type over struct {
	param   *scenarios.Param
	values  []scenarios.Value
	ordered bool // they are numbers
	log     bool
}

// over reads --over with the flags that say how its range is walked through. given reports whether a parameter has a
// value of its own.
func (o *sweepOptions) over(in *scenarios.Instance, given func(name string) bool) (over, error) {
	name, text, ranged := strings.Cut(o.Over, "=")
	p := in.Param(name)
	names := sweepable(in)
	switch {
	case len(names) == 0:
		return over{}, &usageError{"there is nothing to sweep over in " + in.Scenario.ID + ": its parameters are tables"}
	case o.Over == "":
		return over{}, &usageError{"sweep " + in.Scenario.ID + " needs --over " + rangeOf(names)}
	case p == nil || p.Kind == scenarios.KindTable:
		return over{}, &scenarios.Error{Name: "over", Value: o.Over, Allowed: rangeOf(names)}
	case given(name):
		return over{}, &usageError{"--" + name + " cannot go with --over " + name + ": a sweep sets it; leave out --" + name}
	case o.Log && o.Linear:
		return over{}, &usageError{"--log cannot go with --linear: leave out one of them"}
	case p.Kind == scenarios.KindBool || p.Kind == scenarios.KindChoice:
		return o.options(p, ranged)
	}
	from, to, err := limits(p, text, ranged)
	if err != nil {
		return over{}, err
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

// options returns every option of a parameter that has no numbers.
func (o *sweepOptions) options(p *scenarios.Param, ranged bool) (over, error) {
	if ranged || o.Log || o.Linear || o.Steps != 0 {
		return over{}, &usageError{"--over " + p.Name + " has no range, so nothing says how to walk through it: every option is run; leave out =FROM..TO, --steps, --log and --linear"}
	}
	v := over{param: p}
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

// between returns the values from one end to the other, which are both among them: as many as were asked for, evenly apart,
// or else about twenty that people count in.
func (o *sweepOptions) between(p *scenarios.Param, from, to int64) (over, error) {
	v := over{param: p, ordered: true, log: !o.Linear && from > 0 && to/100 >= from}
	if o.Log {
		if from <= 0 {
			return v, &usageError{"--log cannot go with a range that begins at " + p.FromNumber(from).String() + ": nothing is so many times as much; begin above it"}
		}
		v.log = true
	}
	numbers := []int64{from}
	inner := words.Rounds(report.Unit(p), from, to, usualSteps, v.log)
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

// evenly returns what lies between two numbers at n-1 equal steps, or equal factors: exactly where steps come out even, else
// in figures that are as round as can be without its being seen in a plot.
func evenly(from, to int64, n int, log bool) (list []int64) {
	if step := (to - from) / int64(n-1); !log && step*int64(n-1) == to-from && plain(step) {
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

// plain reports whether a number has three digits that say something at most.
func plain(n int64) bool {
	for n >= 1000 && n%10 == 0 {
		n /= 10
	}
	return n < 1000
}
