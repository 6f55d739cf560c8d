//go:build !js

package shield

import (
	"errors"
	"time"

	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (x *transfer) Claims(d *scenarios.Declaration) {
	d.Always("no shield: what was written before the client hung up is written", func(rs *scenarios.Results) error {
		return x.written(rs.Of("plain"), x.cancel, x.cancel+x.linger)
	})
	d.Always("shielded: what was written before the program ended is written, and the request ends at once", func(rs *scenarios.Results) error {
		return errors.Join(x.written(rs.Of("shield"), x.cancel+x.linger, x.cancel+x.linger), x.ends(rs.Of("shield"), min(x.cancel, 2*x.write)))
	})
	d.Always("shielded, and waited for: all is written, and the request ends then", func(rs *scenarios.Results) error {
		return errors.Join(x.written(rs.Of("finish"), 3*x.write, max(x.cancel, 2*x.write)+x.linger), x.ends(rs.Of("finish"), 2*x.write))
	})
}

// written wants what a commit that ends at an instant has written, in a run of so long. What ends at the very instant of a
// write may come before it or after it.
func (x *transfer) written(r *scenarios.Result, until, total time.Duration) error {
	b := books{a: 100}
	if until == x.write || until == 2*x.write {
		return r.Took(total)
	}
	if until > x.write {
		b.a -= 100
	}
	if until > 2*x.write {
		b.b += 100
	}
	if r.Value != b.text() {
		return errors.New("shield: " + r.Variant.Name + ": " + r.Outcome() + ", not " + b.text())
	}
	return r.Took(total)
}

func (x *transfer) ends(r *scenarios.Result, at time.Duration) error {
	if got := r.LoggedAt(ends); got != at {
		return errors.New("shield: " + r.Variant.Name + ": the request ends at " + got.String() + ", not " + at.String())
	}
	return nil
}
