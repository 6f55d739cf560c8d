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

// crewOf returns the crew of a variant.
func (p *producers) crewOf(r *scenarios.Result) *crew {
	if r.Variant.Name == "bounded" {
		return &p.rush
	}
	return &p.steady
}

// begunAt returns the instant at which a processor began with each item. It is an error unless every item made was begun
// once.
func (c *crew) begunAt(r *scenarios.Result) (map[string]int64, error) {
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

// once checks the items of one producer after the other.
func (p *producers) once(rs *scenarios.Results) error {
	for _, r := range rs.List {
		c := p.crewOf(r)
		at, err := c.begunAt(r)
		for i := 0; i < c.producers && err == nil; i++ {
			err = checkOrder(at, c.items, func(n int) string { return itemName(i, n) })
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// order checks the items of all producers together: P1-0, P2-0, …, P1-1, and so on. All producers make items at the same
// instants.
func (p *producers) order(rs *scenarios.Results) error {
	for _, r := range rs.List[:2] {
		c := p.crewOf(r)
		at, err := c.begunAt(r)
		if err == nil {
			err = checkOrder(at, c.producers*c.items, func(n int) string { return itemName(n%c.producers, n/c.producers) })
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// itemName returns the name of a producer's n-th item, counted from 0.
func itemName(producer, n int) string { return "P" + strconv.Itoa(producer+1) + "-" + strconv.Itoa(n) }

// checkOrder wants no item to be begun at an earlier instant than the item before it.
func checkOrder(at map[string]int64, n int, name func(int) string) error {
	for i := 1; i < n; i++ {
		if at[name(i)] < at[name(i-1)] {
			return errors.New("producers: " + name(i) + " is processed before " + name(i-1))
		}
	}
	return nil
}

// total returns how long a crew takes when each item is processed as soon as a processor is free.
func (c *crew) total() (last time.Duration) {
	free := make([]time.Duration, c.processors) // when each processor is free, earliest first
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

// bounds checks the gauge of the queue's length.
func (p *producers) bounds(rs *scenarios.Results) error {
	tr := rs.Of("bounded").Trace
	for _, rec := range tr.All() {
		if rec.Kind == trace.Gauge && rec.Arg > int64(p.bound) {
			return errors.New("producers: the bounded queue holds " + strconv.FormatInt(rec.Arg, 10) + " items")
		}
	}
	return nil
}
