//go:build !js

package chaining

import (
	"errors"

	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (c *chaining) Claims(d *scenarios.Declaration) {
	d.Always("a chain takes the sum of both waits, or ends when nobody is found; independent waits take the longer one", c.totals)
	d.Always("both variants show the same page; nobody, and who ordered nothing, has the orders []", c.samePage)
}

func (c *chaining) totals(rs *scenarios.Results) error {
	chain := c.userLatency + c.ordersLatency
	if c.nameOf(c.id) == nobody {
		chain = c.userLatency
	}
	if err := rs.Of("dependent").Took(chain); err != nil {
		return err
	}
	return rs.Of("independent").Took(max(c.userLatency, c.ordersLatency))
}

func (c *chaining) samePage(rs *scenarios.Results) error {
	want := page(user{c.id, c.nameOf(c.id)}, c.ordersOf(c.id))
	for _, r := range rs.List {
		if r.Value != want {
			return errors.New("chaining: " + r.Variant.Name + " shows " + r.Value + ", not " + want)
		}
	}
	return nil
}
