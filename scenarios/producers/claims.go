//go:build !js

package producers

import (
	"errors"
	"strconv"
	"time"

	"overlap/engine/trace"
	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (p *producers) Claims(d *scenarios.Declaration) {
	d.Always("every item is processed once, those of a producer in the order in which it made them", p.once)
	d.Always("without a bound the items keep the order in which they were made", p.order)
	d.Always("the queue hands an item over as soon as somebody is free; polling is up to one poll later", p.totals)
	d.Always("a bounded queue never holds more than its bound", p.bounds)
}

// crewOf returns who worked in a variant.
func (p *producers) crewOf(r *scenarios.Result) *crew {
	if r.Variant.Name == "bounded" {
		return &p.rush
	}
	return &p.steady
}

// began returns the instant at which a processor began with each item. It is an error unless all that were made
// are there, each once.
func (c *crew) began(r *scenarios.Result) (map[string]int64, error) {
	at := map[string]int64{}
	for _, log := range r.Summary().Logs {
		if _, twice := at[log.Text]; twice {
			return nil, errors.New("producers: " + r.Variant.Name + " processes " + log.Text + " twice")
		}
		at[log.Text] = log.At
	}
	if want := c.producers * c.items; r.Err == nil && len(at) != want {
		return nil, errors.New("producers: " + r.Variant.Name + " processes " + strconv.Itoa(len(at)) + " items, not " + strconv.Itoa(want))
	}
	return at, r.Err
}

// once looks at the items of one producer after the other.
func (p *producers) once(rs *scenarios.Results) error {
	for _, r := range rs.List {
		c := p.crewOf(r)
		at, err := c.began(r)
		for i := 0; i < c.producers && err == nil; i++ {
			err = ordered(at, c.items, func(n int) string { return item(i, n) })
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// order looks at all of them: P1-0, P2-0, …, P1-1, and so on. Producers make theirs at the same instants.
func (p *producers) order(rs *scenarios.Results) error {
	for _, r := range rs.List[:2] {
		c := p.crewOf(r)
		at, err := c.began(r)
		if err == nil {
			err = ordered(at, c.producers*c.items, func(n int) string { return item(n%c.producers, n/c.producers) })
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// item returns the name of a producer's n-th item.
func item(producer, n int) string { return "P" + strconv.Itoa(producer+1) + "-" + strconv.Itoa(n) }

// ordered wants no item to be begun at an earlier instant than the one before it.
func ordered(at map[string]int64, n int, name func(int) string) error {
	for i := 1; i < n; i++ {
		if at[name(i)] < at[name(i-1)] {
			return errors.New("producers: " + name(i) + " is processed before " + name(i-1))
		}
	}
	return nil
}

// total is how long a crew takes when an item is handed over as soon as somebody is free.
func (c *crew) total() (last time.Duration) {
	free := make([]time.Duration, c.processors) // the instants at which they are, the next one first
	for i := range c.producers * c.items {
		made := time.Duration(i/c.producers) * c.every
		last = max(made, free[0]) + c.work
		free = append(free[1:], last)
	}
	return last
}

func (p *producers) totals(rs *scenarios.Results) error {
	want := p.steady.total()
	if err := rs.Of("queue").Took(want); err != nil {
		return err
	}
	if got := rs.Of("polling").Total; got < want || got > want+p.poll {
		return rs.Of("polling").Took(want)
	}
	if got := rs.Of("bounded"); got.Total < p.rush.total() {
		return got.Took(p.rush.total())
	}
	return nil
}

// bounds looks at the gauge of the queue's length.
func (p *producers) bounds(rs *scenarios.Results) error {
	tr := rs.Of("bounded").Trace
	for _, rec := range tr.All() {
		if rec.Kind == trace.Gauge && rec.Arg > int64(p.bound) {
			return errors.New("producers: the bounded queue holds " + strconv.FormatInt(rec.Arg, 10) + " items")
		}
	}
	return nil
}
