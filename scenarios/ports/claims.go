//go:build !js

package ports

import (
	"errors"
	"time"

	"overlap/scenarios"
)

// Claims says what holds of all runs, whatever the parameters.
func (x *client) Claims(d *scenarios.Declaration) {
	d.Always("a port that the client closed first is free again after a minute, and until then requests may find none; over one connection none is needed", x.answered)
}

func (x *client) answered(rs *scenarios.Results) error {
	var want outcomes
	var free []time.Duration // when the ports taken are free again, earliest first
	for i := range x.requests {
		now := time.Duration(i) * x.every
		for len(free) > 0 && free[0] <= now {
			free = free[1:]
		}
		if len(free) == x.ports {
			want.failed++
			continue
		}
		want.answered++
		if x.closes == "client" {
			free = append(free, now+timeWait)
		}
	}
	kept := outcomes{answered: x.requests}
	for name, text := range map[string]string{"each": want.text(), "kept": kept.text()} {
		r := rs.Of(name)
		if r.Outcome() != text {
			return errors.New("ports: " + name + ": " + r.Outcome() + ", not " + text)
		}
		if err := r.Took(time.Duration(x.requests) * x.every); err != nil {
			return err
		}
	}
	return nil
}
