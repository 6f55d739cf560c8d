//go:build !js

package trivial

import "overlap/scenarios"

// Claims says what holds of all runs.
func (n *naps) Claims(d *scenarios.Declaration) {
	d.Always("two naps at once take as long as one", n.totals)
}

func (n *naps) totals(rs *scenarios.Results) error {
	if err := rs.Of("in-turn").Took(2 * n.lasting); err != nil {
		return err
	}
	return rs.Of("at-once").Took(n.lasting)
}
