//go:build !js

package chat

import (
	"errors"
	"time"

	"overlap/scenarios"
)

// Claims says what holds of all runs, whatever the parameters.
func (x *chat) Claims(d *scenarios.Declaration) {
	d.Always("written to in turn, all have a photo when Eve begins to read the one before, or this one", x.pace)
	d.Always("with a queue for each nobody is late, and Eve gets all if her queue has room for all", x.own)
}

// pace wants Bob, who comes before Eve, to have a photo when she begins to read the one before, and Dan, who comes after
// her, when she begins to read this one.
func (x *chat) pace(rs *scenarios.Results) error {
	want := received{chat: x, eve: x.photos}
	var before, reads time.Duration
	for i := range x.photos {
		sent := time.Duration(i) * x.every
		bob := max(sent, before)
		if reads = bob; i > 0 {
			reads = max(bob, before+x.slow)
		}
		for _, at := range []time.Duration{bob, reads} {
			if at-sent > lateAfter {
				want.late++
			}
		}
		before = reads
	}
	if r := rs.Of("direct"); r.Outcome() != want.text() {
		return errors.New("chat: direct: " + r.Outcome() + ", not " + want.text())
	}
	return rs.Of("direct").Took(before + x.slow)
}

func (x *chat) own(rs *scenarios.Results) error {
	r := rs.Of("queued")
	got := eveGot(r)
	if want := (&received{chat: x, eve: got}).text(); r.Outcome() != want {
		return errors.New("chat: queued: " + r.Outcome() + ", not " + want)
	}
	if got < 1 || x.bound+1 >= x.photos && got != x.photos {
		return errors.New("chat: Eve got " + r.Outcome())
	}
	return nil
}
