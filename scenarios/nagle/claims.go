//go:build !js

package nagle

import (
	"time"

	"overlap/scenarios"
)

// Claims says what holds of all runs, whatever the parameters.
func (x *exchanges) Claims(d *scenarios.Declaration) {
	d.Always("small writes cost each exchange a delayed acknowledgement of 40 ms, however many they are; NODELAY and one write cost nothing", x.totals)
}

func (x *exchanges) totals(rs *scenarios.Results) error {
	n := time.Duration(x.count)
	delayed := 40 * time.Millisecond
	if x.writes == 1 {
		delayed = 0
	}
	if err := rs.Of("small-writes").Took(n * (delayed + x.work)); err != nil {
		return err
	}
	if err := rs.Of("no-delay").Took(n * x.work); err != nil {
		return err
	}
	return rs.Of("one-write").Took(n * x.work)
}
