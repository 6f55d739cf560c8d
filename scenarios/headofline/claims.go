//go:build !js

package headofline

import (
	"errors"
	"strconv"

	"overlap/scenarios"
)

// Claims says what holds of all runs, whatever the parameters.
func (p *page) Claims(d *scenarios.Declaration) {
	d.Always("late are the small answers behind the slow one on its connection, and none with frames", p.behind)
	d.Always("every variant has all answers after the slowest", p.totals)
}

func (p *page) behind(rs *scenarios.Results) error {
	for name, connections := range map[string]int{"pipelined": 1, "several": min(p.connections, p.small+1)} {
		late := 0
		for i := p.slowest() + connections; p.slow > p.quick && i <= p.small; i += connections {
			late++
		}
		if err := p.returned(rs.Of(name), late); err != nil {
			return err
		}
	}
	return p.returned(rs.Of("multiplexed"), 0)
}

func (p *page) returned(r *scenarios.Result, late int) error {
	if want := (&loading{page: p, late: late}).text(); r.Value != want {
		return errors.New("headofline: " + r.Variant.Name + " returned " + strconv.Quote(r.Value) + ", not " + want)
	}
	return nil
}

func (p *page) totals(rs *scenarios.Results) error {
	for _, r := range rs.List {
		if err := r.Took(max(p.slow, p.quick)); err != nil {
			return err
		}
	}
	return nil
}
