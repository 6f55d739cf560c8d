//go:build !js

package openloop

import (
	"errors"
	"slices"
	"time"

	"overlap/scenarios"
)

// Claims says what holds of all runs, whatever the parameters.
func (x *load) Claims(d *scenarios.Declaration) {
	d.Always("the closed client has one request that takes longer than the work: the whole stall", x.oneSlow)
	d.Always("the open client's requests take the work and what is left of the stall when they are due", x.allSlow)
}

func (x *load) oneSlow(rs *scenarios.Results) error {
	var want []time.Duration
	var total time.Duration
	for i := range x.requests {
		took := x.work
		if i+1 == x.stallAt {
			took += x.stall
		}
		want = append(want, took)
		total += max(took, x.every)
	}
	return equal(rs.Of("closed"), want, total)
}

func (x *load) allSlow(rs *scenarios.Results) error {
	var want []time.Duration
	begins := time.Duration(x.stallAt-1) * x.every
	total := time.Duration(x.requests) * x.every
	for i := range x.requests {
		due, took := time.Duration(i)*x.every, x.work
		if due >= begins {
			took += max(0, begins+x.stall-due)
		}
		want = append(want, took)
		total = max(total, due+took)
	}
	return equal(rs.Of("open"), want, total)
}

func equal(r *scenarios.Result, want []time.Duration, total time.Duration) error {
	if slices.Sort(want); !slices.Equal(r.Latencies, want) {
		return errors.New("openloop: " + r.Variant.Name + " measured other latencies: " + r.Outcome())
	}
	return r.Took(total)
}
