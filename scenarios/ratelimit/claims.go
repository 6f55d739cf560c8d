//go:build !js

package ratelimit

import (
	"errors"
	"strconv"
	"time"

	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (c *client) Claims(d *scenarios.Declaration) {
	d.Always("the last request goes out with its window, its token, or after an interval for each request before it", c.totals)
	d.Always("a fixed window lets out twice its limit within a second, unless the requests come when a window begins", c.edge)
	d.Always("a token bucket lets out its burst and then keeps the limit; a leaky bucket keeps the limit from the first request on", c.spaced)
}

func (c *client) totals(rs *scenarios.Results) error {
	before := time.Duration(c.requests - 1) // requests before the last one
	window := max(c.start, (c.start/time.Second+before/time.Duration(c.limit))*time.Second)
	return errors.Join(
		rs.Of("window").Took(window),
		rs.Of("bucket").Took(c.start+time.Duration(max(c.requests-c.burst, 0))*c.interval()),
		rs.Of("leaky").Took(c.start+before*c.interval()))
}

func (c *client) edge(rs *scenarios.Results) error {
	if c.start%time.Second == 0 {
		return c.at(rs.Of("window"), c.limit)
	}
	return c.at(rs.Of("window"), 2*c.limit)
}

func (c *client) spaced(rs *scenarios.Results) error {
	later := c.limit - 1 // within a second after the first one
	return errors.Join(c.at(rs.Of("bucket"), c.burst+later), c.at(rs.Of("leaky"), 1+later))
}

// at wants so many requests in the worst second, or all of them where there are fewer.
func (c *client) at(r *scenarios.Result, most int) error {
	n := strconv.Itoa(min(c.requests, most))
	if want := strconv.Itoa(c.requests) + " requests, " + n + worst; r.Value != want {
		return errors.New("ratelimit: " + r.Variant.Name + ": " + r.Value + ", not " + n)
	}
	return nil
}
