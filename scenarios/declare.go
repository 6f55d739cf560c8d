package scenarios

import (
	"strings"
	"time"
)

// Range bounds a number, both ends included.
type Range[T any] struct{ Min, Max T }

// Between returns the range from min to max.
func Between[T any](min, max T) Range[T] { return Range[T]{min, max} }

// Duration declares a duration parameter, as flag.DurationVar does, with its range.
func (d *Declaration) Duration(v *time.Duration, name string, value time.Duration, r Range[time.Duration], label, help string) {
	p := &Param{Name: name, Label: label, Help: help, Kind: KindDuration, Min: int64(r.Min), Max: int64(r.Max)}
	p.Step = durationStep(p.Max - p.Min)
	p.store = func(x Value) { *v = time.Duration(x.number) }
	d.add(p, Value{number: int64(value)})
}

// durationStep returns a slider's step: about a two-hundredth of the range, in round figures.
func durationStep(span int64) int64 {
	for unit := int64(time.Microsecond); ; unit *= 10 {
		for _, s := range []int64{unit, 2 * unit, 5 * unit} {
			if span/s <= 250 {
				return s
			}
		}
	}
}

// Int declares a whole-number parameter, as flag.IntVar does, with its range.
func (d *Declaration) Int(v *int, name string, value int, r Range[int], label, help string) {
	d.add(&Param{Name: name, Label: label, Help: help, Kind: KindInt, Min: int64(r.Min), Max: int64(r.Max), Step: 1,
		store: func(x Value) { *v = int(x.number) }}, Value{number: int64(value)})
}

// SampleUpTo bounds Instance.Sample for a parameter with which a run's cost grows: a hundred samples with ten thousand
// clients each would find no more than samples with a few hundred. The scenario's own test covers larger values.
func (d *Declaration) SampleUpTo(name string, limit int64) { d.param(name).sampleMax = limit }

// Formerly says which name a parameter declared before had once, so that old addresses keep what they set. The name may be
// reserved by now, and be no parameter's.
func (d *Declaration) Formerly(name, former string) { d.param(name).former = former }

// Percent declares a fraction that learners see in whole percent; r is in percent, *v from 0 to 1.
func (d *Declaration) Percent(v *float64, name string, value int, r Range[int], label, help string) {
	d.add(&Param{Name: name, Label: label, Help: help, Kind: KindPercent, Min: int64(r.Min), Max: int64(r.Max), Step: 1,
		store: func(x Value) { *v = float64(x.number) / 100 }}, Value{number: int64(value)})
}

// Bool declares a switch, as flag.BoolVar does.
func (d *Declaration) Bool(v *bool, name string, value bool, label, help string) {
	p := &Param{Name: name, Label: label, Help: help, Kind: KindBool, Max: 1, store: func(x Value) { *v = x.Bool() }}
	d.add(p, p.FromBool(value))
}

// Choice is a word that a parameter may be.
type Choice struct {
	Value string // as URLs and flags spell it
	Label string // as people read it after the parameter's label: "one after another"
}

// Words returns choices, each written as value=label, or as a value that people read as it is.
func Words(texts ...string) (list []Choice) {
	for _, text := range texts {
		value, label, ok := strings.Cut(text, "=")
		if !ok {
			label = value
		}
		list = append(list, Choice{value, label})
	}
	return list
}

// Choice declares a parameter that is one of a few words; the first is the default.
func (d *Declaration) Choice(v *string, name string, choices []Choice, label, help string) {
	d.add(&Param{Name: name, Label: label, Help: help, Kind: KindChoice, Choices: choices, Max: int64(len(choices) - 1),
		store: func(x Value) { *v = choices[x.number].Value }}, Value{})
}

// Offer has the page offer these numbers of a parameter declared before, each written as value=label, because others mean
// little. Addresses and flags take its whole range.
func (d *Declaration) Offer(name string, texts ...string) { d.param(name).Choices = Words(texts...) }

// Table declares rows of a key and a value that the reader can edit.
func (d *Declaration) Table(v *Rows, name string, value Rows, columns Columns, label, help string) {
	d.add(&Param{Name: name, Label: label, Help: help, Kind: KindTable, Columns: columns,
		store: func(x Value) { *v = x.rows }}, Value{rows: value})
}

func (d *Declaration) add(p *Param, value Value) {
	value.param = p
	p.Default = value
	p.Set(value)
	p.sampleMax, p.former = p.Max, p.Name
	d.params = append(d.params, p)
}

// param returns the parameter that has a name or had it once, nil when there is none.
func (d *Declaration) param(name string) *Param {
	for _, p := range d.params {
		if p.Name == name || p.former == name {
			return p
		}
	}
	return nil
}
