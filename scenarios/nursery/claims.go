//go:build !js

package nursery

import (
	"errors"
	"strconv"
	"strings"

	"overlap/engine/trace/summary"
	"overlap/scenarios"
)

// Claims says what holds of runs, and how often.
func (n *nursery) Claims(d *scenarios.Declaration) {
	d.Always("in a nursery the parent leaves last: after the slowest child, with none left running", n.leavesLast)
	d.Always("a parent who forgets leaves when its own part is over; children who still sleep are left running", n.leavesFirst)
	d.Chance("the first child that is started begins first", n.firstChance, firstBegan)
}

func (n *nursery) leavesLast(rs *scenarios.Results) error {
	r := rs.Of("nursery")
	if err := r.Took(max(n.own, n.takes)); err != nil {
		return err
	}
	if left := len(r.Report.LeftRunning); left > 0 {
		return errors.New("nursery: " + strconv.Itoa(left) + " left running")
	}
	return n.checkEnded(r, n.children)
}

// leavesFirst says nothing about children who end in the instant in which the parent leaves.
func (n *nursery) leavesFirst(rs *scenarios.Results) error {
	r := rs.Of("forgotten")
	if err := r.Took(n.own); err != nil || n.takes == n.own {
		return err
	}
	want := n.children
	if n.takes > n.own {
		want = 0
	}
	if left := len(r.Report.LeftRunning); left != n.children-want {
		return errors.New("nursery: " + strconv.Itoa(left) + " reported as left running")
	}
	return n.checkEnded(r, want)
}

// checkEnded wants that many children to have ended well.
func (n *nursery) checkEnded(r *scenarios.Result, want int) error {
	done := 0
	for _, task := range r.Summary().Tasks[1:] {
		if task.Outcome == summary.Done && task.EndedAt <= int64(r.Total) {
			done++
		}
	}
	if done != want {
		return errors.New("nursery: " + strconv.Itoa(done) + " children ended, not " + strconv.Itoa(want))
	}
	return nil
}

// firstChance returns the probability that the first child begins first.
func (n *nursery) firstChance() float64 {
	if !n.shuffled {
		return 1
	}
	return 1 / float64(n.children)
}

func firstBegan(rs *scenarios.Results) error {
	for _, log := range rs.Of("nursery").Summary().Logs {
		if strings.HasSuffix(log.Text, " begins") {
			if log.Text != name(0)+" begins" {
				return errors.New("nursery: " + log.Text + " first")
			}
			return nil
		}
	}
	return errors.New("nursery: no child began")
}
