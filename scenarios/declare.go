package scenarios

import (
	"strconv"
	"strings"
	"time"
)

// Range bounds a number, both ends included.
type Range[T any] struct{ Min, Max T }

// Between returns the range from min to max.
func Between[T any](min, max T) Range[T] { return Range[T]{min, max} }

// Duration declares a duration parameter, as flag.DurationVar does, with its range.
func (d *Declaration) Duration(v *time.Duration, name string, value time.Duration, r Range[time.Duration], label, help string) {
	d.numeric(&Param{Name: name, Label: label, Help: help, Kind: KindDuration, Min: int64(r.Min), Max: int64(r.Max)},
		func() int64 { return int64(*v) }, func(n int64) { *v = time.Duration(n) }, int64(value))
}

// Int declares a whole-number parameter, as flag.IntVar does, with its range.
func (d *Declaration) Int(v *int, name string, value int, r Range[int], label, help string) {
	d.numeric(&Param{Name: name, Label: label, Help: help, Kind: KindInt, Min: int64(r.Min), Max: int64(r.Max)},
		func() int64 { return int64(*v) }, func(n int64) { *v = int(n) }, int64(value))
}

// SampleUpTo keeps samples of a whole number or a duration at usual or below, for a parameter with which a run's cost
// grows: a hundred sets with ten thousand clients each would tell no more than with a few hundred. The scenario's
// own test has the large ones.
func (d *Declaration) SampleUpTo(name string, usual int64) {
	for _, p := range d.params {
		if p.Name == name {
			p.usual = usual
		}
	}
}

// Percent declares a fraction that learners see in whole percent; r is in percent, *v from 0 to 1.
func (d *Declaration) Percent(v *float64, name string, value int, r Range[int], label, help string) {
	n := int64(value)
	d.numeric(&Param{Name: name, Label: label, Help: help, Kind: KindPercent, Min: int64(r.Min), Max: int64(r.Max)},
		func() int64 { return n }, func(m int64) { n, *v = m, float64(m)/100 }, n)
}

// numeric completes and adds a parameter whose values are numbers.
func (d *Declaration) numeric(p *Param, get func() int64, set func(int64), value int64) {
	p.Step = step(p.Kind, p.Max-p.Min)
	p.text = func() string { return p.FromNumber(get()) }
	p.parse = func(text string) error {
		n, ok := p.number(text)
		if !ok || n < p.Min || n > p.Max {
			return p.refuse(text)
		}
		set(n)
		return nil
	}
	set(value)
	d.add(p)
}

// step returns a slider's step: about a two-hundredth of the range, in round figures.
func step(k Kind, span int64) int64 {
	if k != KindDuration {
		return 1
	}
	for unit := int64(time.Microsecond); ; unit *= 10 {
		for _, s := range []int64{unit, 2 * unit, 5 * unit} {
			if span/s <= 250 {
				return s
			}
		}
	}
}

// number parses the text of a numeric parameter; blanks around it and before its unit do not matter.
func (p *Param) number(text string) (int64, bool) {
	switch p.Kind {
	case KindDuration:
		d, ok := parseDuration(text)
		return int64(d), ok
	case KindPercent:
		text = strings.TrimSuffix(joined(text), "%")
	}
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	return n, err == nil
}

// joined returns the text without what people put between a number and its unit.
func joined(text string) string {
	for _, blank := range []string{" ", "\u00a0", "\u202f"} {
		text = strings.ReplaceAll(text, blank, "")
	}
	return text
}

// parseDuration accepts what time.ParseDuration does, and "400 ms".
func parseDuration(text string) (time.Duration, bool) {
	d, err := time.ParseDuration(joined(text))
	return d, err == nil
}

// Bool declares a switch.
func (d *Declaration) Bool(v *bool, name string, value bool, label, help string) {
	*v = value
	p := &Param{Name: name, Label: label, Help: help, Kind: KindBool}
	p.text = func() string { return strconv.FormatBool(*v) }
	p.parse = func(text string) error {
		b, err := strconv.ParseBool(strings.TrimSpace(text))
		if err != nil {
			return p.refuse(text)
		}
		*v = b
		return nil
	}
	d.add(p)
}

// Choice declares a parameter that is one of a few words; the first is the default.
func (d *Declaration) Choice(v *string, name string, options []string, label, help string) {
	*v = options[0]
	p := &Param{Name: name, Label: label, Help: help, Kind: KindChoice, Options: options}
	p.text = func() string { return *v }
	p.parse = func(text string) error {
		for _, o := range options {
			if o == strings.TrimSpace(text) {
				*v = o
				return nil
			}
		}
		return p.refuse(text)
	}
	d.add(p)
}

func (d *Declaration) add(p *Param) {
	p.Default = p.text()
	d.params = append(d.params, p)
}
