//go:build !js

package unsync

import (
	"errors"
	"strings"
	"time"

	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (u *unsync) Claims(d *scenarios.Declaration) {
	d.Always("in turn the calls add up; at once they take as long as the slowest, or a few turns of 3 ms longer when all cores compute", u.totals)
	d.Always("when the library decides, all calls have returned before anything is done", u.atOnce)
	d.Always("results come in the order of the calls", u.inOrder)
}

func (u *unsync) totals(rs *scenarios.Results) error {
	var sum, longest time.Duration
	for _, c := range u.calls() {
		sum += c.takes
		longest = max(longest, c.takes)
	}
	spawn := u.spawn
	if u.computes == 0 || u.computesOn != "process" {
		spawn = 0
	}
	if err := rs.Of("in-turn").Took(sum + spawn); err != nil {
		return err
	}
	least, most := longest, sum+time.Duration(u.cores)*spawn
	if u.readsOn == "thread" && u.computesOn == "process" {
		rounds := (u.computes + u.cores - 1) / u.cores
		least = max(longest, time.Duration(rounds)*u.compute+spawn)
		most = least
		if u.computes >= u.cores { // other calls then wait for a core
			const turn = 3 * time.Millisecond
			most += turn * time.Duration(len(u.calls()))
		}
	}
	if r := rs.Of("decides"); r.Err != nil || r.Total < least || r.Total > most {
		return errors.New("unsync: it took " + r.Total.String() + ", not from " + least.String() + " to " + most.String())
	}
	return nil
}

func (u *unsync) atOnce(rs *scenarios.Results) error {
	if logs := rs.Of("decides").Summary().Logs; len(logs) != 1 || logs[0].At != int64(rs.Of("decides").Began) {
		return errors.New("unsync: the calls did not return at once")
	}
	return nil
}

func (u *unsync) inOrder(rs *scenarios.Results) error {
	var want []string
	for _, c := range u.calls() {
		want = append(want, c.name)
	}
	for _, r := range rs.List {
		if r.Value != strings.Join(want, ", ") {
			return errors.New("unsync: " + r.Variant.Name + " returned " + r.Value)
		}
	}
	return nil
}
