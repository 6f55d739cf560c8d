package main

import (
	"encoding/csv"
	"io"
	"strconv"
	"time"

	"overlap/chart/scene"
	"overlap/scenarios"
)

// sweepDocument is what sweep --json prints.
type sweepDocument struct {
	Scenario  string                 `json:"scenario"`
	Seed      uint64                 `json:"seed"`
	Costs     string                 `json:"costs"`
	Params    map[string]string      `json:"params"` // all but Parameter
	Parameter string                 `json:"parameter"`
	Values    []string               `json:"values"`
	Numbers   []int64                `json:"numbers"` // the values as such, durations in nanoseconds; null where they are words
	Log       bool                   `json:"log"`
	Variants  []sweptVariantDocument `json:"variants"`
	Speedups  []*float64             `json:"speedups"` // the first variant's total over the last's; null where there is none
	Stopped   *string                `json:"stopped"`  // why values are missing at the end
}

type sweptVariantDocument struct {
	Name   string          `json:"name"`
	Totals []time.Duration `json:"totals_ns"`
	Errors []*string       `json:"errors"`
}

func (s *sweepResult) document(c *scene.Sweep) sweepDocument {
	d := sweepDocument{Scenario: s.in.Scenario.ID, Seed: s.plan.options.Seed, Costs: s.in.Charged(s.plan.options), Params: map[string]string{},
		Parameter: s.axis.param.Name, Values: []string{}, Log: s.axis.log, Variants: []sweptVariantDocument{}, Speedups: []*float64{}}
	for _, p := range s.in.Params() {
		if p != s.axis.param {
			d.Params[p.Name] = p.String()
		}
	}
	if s.axis.numeric {
		d.Numbers = []int64{}
	}
	for _, v := range s.axis.values[:len(s.rows)] {
		if d.Values = append(d.Values, v.String()); s.axis.numeric {
			d.Numbers = append(d.Numbers, v.Number())
		}
	}
	for k, v := range s.plan.variants {
		x := sweptVariantDocument{Name: v.Name, Totals: []time.Duration{}, Errors: []*string{}}
		for _, rs := range s.rows {
			x.Totals, x.Errors = append(x.Totals, rs.List[k].Total), append(x.Errors, textOf(rs.List[k].Err))
		}
		d.Variants = append(d.Variants, x)
	}
	for i := range s.rows {
		d.Speedups = append(d.Speedups, nil)
		if x := c.Times[i]; x > 0 {
			d.Speedups[i] = &x
		}
	}
	if len(s.rows) < len(s.axis.values) && s.ended != nil {
		d.Stopped = textOf(s.ended)
	}
	return d
}

// csv prints a line of names and one for each value; a duration stands twice, as it is spelt and in nanoseconds.
func (s *sweepResult) csv(w io.Writer, c *scene.Sweep) error {
	ns := s.axis.param.Kind == scenarios.KindDuration
	t := csv.NewWriter(w)
	head := []string{s.axis.param.Name}
	if ns {
		head = append(head, s.axis.param.Name+"_ns")
	}
	for _, v := range s.plan.variants {
		head = append(head, v.Name+"_ns", v.Name+"_error")
	}
	t.Write(append(head, "speedup"))
	for i, rs := range s.rows {
		line := []string{s.axis.values[i].String()}
		if ns {
			line = append(line, strconv.FormatInt(s.axis.values[i].Number(), 10))
		}
		for _, r := range rs.List {
			why := ""
			if r.Err != nil {
				why = r.Err.Error()
			}
			line = append(line, strconv.FormatInt(int64(r.Total), 10), why)
		}
		x := ""
		if f := c.Times[i]; f > 0 {
			x = strconv.FormatFloat(f, 'g', -1, 64)
		}
		t.Write(append(line, x))
	}
	t.Flush()
	return t.Error()
}
