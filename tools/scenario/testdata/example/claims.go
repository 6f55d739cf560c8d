//go:build !js

package example

import "overlap/scenarios"

// Claims says what holds of all runs, whatever the parameters.
func (s *steps) Claims(d *scenarios.Declaration) {
	d.Always("one after the other takes both waits, at once takes one", s.totals)
}

func (s *steps) totals(rs *scenarios.Results) error {
	if err := rs.Of("in-turn").Took(2 * s.wait); err != nil {
		return err
	}
	return rs.Of("at-once").Took(s.wait)
}
