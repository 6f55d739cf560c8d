package pool

import (
	"errors"
	"strconv"
	"time"

	"overlap/scenarios"
)

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
		if text := told(want, r.count-want); res.Value != text {
			return errors.New("pool: " + name + " returned " + res.Value + ", not " + text)
		}
	}
	return nil
}
