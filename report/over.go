package report

import (
	"strings"

	"overlap/chart/words"
	"overlap/scenarios"
)

// Over is a parameter and the range of its numbers that runs are made over. Of a choice and a switch the range is every
// option.
type Over struct {
	Param    *scenarios.Param
	From, To int64
}

// Sweepable returns the names of the parameters that runs can be made over: all but tables.
func Sweepable(in *scenarios.Instance) (names []string) {
	for _, p := range in.Params() {
		if p.Kind != scenarios.KindTable {
			names = append(names, p.Name)
		}
	}
	return names
}

// RangeOf says what ParseOver reads, for some names of parameters.
func RangeOf(names []string) string {
	return "NAME=FROM..TO, where NAME is one of " + strings.Join(names, ", ")
}

// ParseOver reads "db=100ms..1s", or "db" for all that is allowed. ranged reports whether the text has a range. The error is
// an *Error of a setting named over.
func ParseOver(in *scenarios.Instance, text string) (o Over, ranged bool, err error) {
	name, limits, ranged := strings.Cut(text, "=")
	p := in.Param(name)
	if p == nil || p.Kind == scenarios.KindTable {
		return o, ranged, &scenarios.Error{Name: "over", Value: text, Allowed: RangeOf(Sweepable(in))}
	}
	o = Over{p, p.Min, p.Max}
	if !ranged || !o.Numeric() {
		return o, ranged, nil
	}
	low, high, _ := strings.Cut(limits, "..")
	first, wrong := p.Parse(low)
	last, alsoWrong := p.Parse(high)
	if wrong != nil || alsoWrong != nil || first.Number() >= last.Number() || strings.HasPrefix(high, ".") {
		return o, ranged, &scenarios.Error{Name: "over", Value: text, Allowed: p.Name + "=FROM..TO, FROM the smaller, each " + p.Allowed()}
	}
	o.From, o.To = first.Number(), last.Number()
	return o, ranged, nil
}

// String returns the shortest text that ParseOver reads as o.
func (o Over) String() string {
	if o.From == o.Param.Min && o.To == o.Param.Max {
		return o.Param.Name
	}
	return o.Param.Name + "=" + o.Param.FromNumber(o.From).String() + ".." + o.Param.FromNumber(o.To).String()
}

// Numeric reports whether the values are numbers, which have a distance from each other.
func (o Over) Numeric() bool {
	return o.Param.Kind != scenarios.KindBool && o.Param.Kind != scenarios.KindChoice
}

// Wide reports whether the range is so wide that equal steps would miss what happens among the small numbers.
func (o Over) Wide() bool { return o.Numeric() && o.From > 0 && o.To/100 >= o.From }

// Values returns every option, or about n round values with both ends, with log by about equal factors.
func (o Over) Values(n int, log bool) (list []scenarios.Value) {
	if !o.Numeric() {
		for at := o.From; at <= o.To; at++ {
			list = append(list, o.Param.FromNumber(at))
		}
		return list
	}
	return o.Through(words.RoundNumbers(Unit(o.Param), o.From, o.To, n, log))
}

// Through returns the values of rising numbers within the range, and of its ends.
func (o Over) Through(numbers []int64) []scenarios.Value {
	last, list := o.From, []scenarios.Value{o.Param.FromNumber(o.From)}
	for _, n := range append(numbers, o.To) {
		if n > last && n <= o.To {
			last, list = n, append(list, o.Param.FromNumber(n))
		}
	}
	return list
}
