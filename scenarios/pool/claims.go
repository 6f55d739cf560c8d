//go:build !js

package pool

import (
	"errors"
	"strconv"
	"time"

	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (r *requests) Claims(d *scenarios.Declaration) {
	d.Always("a connection each pays every handshake; the pool pays one at a time in turn, and lets as many requests through at once as its limit in a burst", r.totals)
	d.Always("the pool makes no more connections than its limit, and reuses one for every other request", r.connections)
}

func (r *requests) totals(rs *scenarios.Results) error {
	n, rounds := time.Duration(r.count), r.count
	each := n * (r.handshake + r.roundTrip)
	if r.arrival == "burst" {
		each = r.handshake + r.roundTrip
		rounds = (r.count + r.limit - 1) / r.limit
	}
	if err := rs.Of("each").Took(each); err != nil {
		return err
	}
	return rs.Of("pooled").Took(r.handshake + time.Duration(rounds)*r.roundTrip)
}

func (r *requests) connections(rs *scenarios.Results) error {
	pooled := 1
	if r.arrival == "burst" {
		pooled = min(r.count, r.limit)
	}
	for name, want := range map[string]int{"each": r.count, "pooled": pooled} {
		res := rs.Of(name)
		if got := res.Summary().Stats.Connections; got != want {
			return errors.New("pool: " + name + " made " + strconv.Itoa(got) + " connections, not " + strconv.Itoa(want))
		}
		if text := resultText(want, r.count-want); res.Value != text {
			return errors.New("pool: " + name + " returned " + res.Value + ", not " + text)
		}
	}
	return nil
}
