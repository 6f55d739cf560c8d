//go:build !js

package breakfast

import (
	"errors"
	"time"

	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (b *breakfast) Claims(d *scenarios.Declaration) {
	d.Always("one at a time takes the sum of all steps", b.sum)
	d.Always("as soon as possible takes the longest chain of steps, or longer where one cook’s hands are in demand", b.longestChain)
	d.Always("one cook is busy for as long as the steps that need hands take together, in both variants", b.keepsBusy)
}

// chain is a machine's step, and the step by hand that follows it.
type chain struct{ machine, hands time.Duration }

func (b *breakfast) chains() []chain {
	return []chain{{b.wash, b.hangOut}, {b.kettle, b.makeTea}, {b.toast, b.spread}}
}

func (b *breakfast) sum(rs *scenarios.Results) error {
	var sum time.Duration
	for _, c := range b.chains() {
		sum += c.machine + c.hands
	}
	return rs.Of("sequential").Took(sum)
}

func (b *breakfast) longestChain(rs *scenarios.Results) error {
	var longest time.Duration
	for _, c := range b.chains() {
		longest = max(longest, c.machine+c.hands)
	}
	return rs.Of("concurrent").Took(max(longest, b.cookDone()))
}

// cookDone returns when one cook has done all steps by hand, each as early as its machine and the cook allow; 0 when
// there are helpers. The order of the steps makes no difference to the end of the last.
func (b *breakfast) cookDone() time.Duration {
	if !b.oneCook {
		return 0
	}
	var free time.Duration
	left := b.chains()
	for len(left) > 0 {
		next := 0
		for i, c := range left {
			if c.machine < left[next].machine {
				next = i
			}
		}
		free = max(free, left[next].machine) + left[next].hands
		left = append(left[:next], left[next+1:]...)
	}
	return free
}

// keepsBusy wants one cook to be busy for as long as all steps by hand take together.
func (b *breakfast) keepsBusy(rs *scenarios.Results) error {
	var want time.Duration
	for _, c := range b.chains() {
		if b.oneCook {
			want += c.hands
		}
	}
	for _, r := range rs.List {
		if got := time.Duration(r.Summary().Stats.Busy); got != want {
			return errors.New("breakfast: " + r.Variant.Name + ": the cook was busy for " + got.String() + ", not " + want.String())
		}
	}
	return nil
}
