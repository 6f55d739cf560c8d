//go:build !js

package gil

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"overlap/scenarios"
)

// Claims says what holds of runs, and how often.
func (g *gil) Claims(d *scenarios.Declaration) {
	d.Always("with a lock, and where no call stands between reading and writing, every increment counts", g.exact)
	d.Always("without a lock the counter is too low or right, and right if there is one thread", g.atMost)
	d.Always("all variants take as long: one thread computes at a time", g.totals)
	d.Sometimes("without a lock increments are lost", g.lost)
}

func (g *gil) exact(rs *scenarios.Results) error {
	for _, name := range []string{"lock", "accident"} {
		if got, err := counted(rs.Of(name)); err != nil || got != g.threads*g.n {
			return errors.New("gil: " + name + " counted " + rs.Of(name).Value)
		}
	}
	return nil
}

func (g *gil) atMost(rs *scenarios.Results) error {
	got, err := counted(rs.Of("no-lock"))
	if all := g.threads * g.n; err != nil || got > all || got < 1 || g.threads == 1 && got != all {
		return errors.New("gil: without a lock " + rs.Of("no-lock").Value)
	}
	return nil
}

func (g *gil) totals(rs *scenarios.Results) error {
	for _, r := range rs.List {
		if err := r.Took(time.Duration(g.threads*g.n) * 2 * g.step); err != nil {
			return err
		}
	}
	return nil
}

func (g *gil) lost(rs *scenarios.Results) error {
	if got, err := counted(rs.Of("no-lock")); err != nil || got >= g.threads*g.n {
		return errors.New("gil: nothing is lost: " + rs.Of("no-lock").Value)
	}
	return nil
}

// counted returns the number that a result begins with.
func counted(r *scenarios.Result) (int, error) {
	number, _, _ := strings.Cut(r.Value, " ")
	n, err := strconv.Atoi(number)
	return n, errors.Join(err, r.Err)
}
