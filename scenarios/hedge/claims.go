//go:build !js

package hedge

import (
	"errors"
	"time"

	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (c *client) Claims(d *scenarios.Declaration) {
	d.Always("a run takes as long as its requests, one after another", c.totals)
	d.Always("with one call for each there are as many calls as requests, with both at once twice as many, and hedged no more", c.counts)
	d.Always("no percentile of hedged requests is higher than with one call, and with both at once none is higher than hedged", c.ordered)
	d.Always("a hedged request takes no longer than the delay and a second call", c.bounded)
}

func (c *client) totals(rs *scenarios.Results) error {
	for _, r := range rs.List {
		var sum time.Duration
		for _, l := range r.Latencies {
			sum += l
		}
		if err := r.Took(sum); err != nil {
			return err
		}
	}
	return nil
}

func (c *client) counts(rs *scenarios.Results) error {
	single, hedged, both := rs.Of("single").Count(calls), rs.Of("hedged").Count(calls), rs.Of("both").Count(calls)
	if single != c.requests || both != 2*c.requests || hedged < single || hedged > both {
		return errors.New("hedge: " + rs.Of("single").Value + "; " + rs.Of("hedged").Value + "; " + rs.Of("both").Value)
	}
	return nil
}

// ordered holds of every rank, because all variants have the same luck.
func (c *client) ordered(rs *scenarios.Results) error {
	for i, most := range rs.Of("single").Latencies {
		hedged, both := rs.Of("hedged").Latencies[i], rs.Of("both").Latencies[i]
		if hedged > most || both > hedged {
			return errors.New("hedge: at one rank " + most.String() + ", " + hedged.String() + " and " + both.String())
		}
	}
	return nil
}

// bounded wants that the delay comes before at most one usual call, unless both calls are slow.
func (c *client) bounded(rs *scenarios.Results) error {
	usual := c.quantile(1 - c.slowShare)
	for _, l := range rs.Of("hedged").Latencies {
		if l > c.quantile(c.after)+time.Microsecond+usual && l != c.slow {
			return errors.New("hedge: a request took " + l.String())
		}
	}
	return nil
}
