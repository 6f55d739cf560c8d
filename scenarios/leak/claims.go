//go:build !js

package leak

import (
	"errors"
	"strconv"
	"time"

	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (l *leak) Claims(d *scenarios.Declaration) {
	d.Always("dropped connections are all open at the end, also those that failed; the others are all closed", l.leftOpen)
	d.Always("a leak starves every request beyond the limit, and no other", l.starves)
	d.Always("starved requests cost all the patience there is", l.totals)
}

// starvedRequests returns how many requests of the leaking program find no room.
func (l *leak) starvedRequests() int { return max(0, l.requests-l.limit) }

func (l *leak) leftOpen(rs *scenarios.Results) error {
	for _, r := range rs.List {
		want := 0
		if r.Variant.Name == "dropped" {
			want = l.requests
		}
		if got := len(r.Report.LeftOpen); got != want {
			return errors.New("leak: " + r.Variant.Name + " left " + strconv.Itoa(got) + " connections open, not " + strconv.Itoa(want))
		}
	}
	return nil
}

func (l *leak) starves(rs *scenarios.Results) error {
	for _, r := range rs.List {
		starved := 0
		if r.Variant.Name == "dropped" {
			starved = l.starvedRequests()
		}
		failed := min(l.failing, l.requests-starved)
		if want := resultText(l.requests-starved-failed, failed, starved); r.Value != want {
			return errors.New("leak: " + r.Variant.Name + " " + r.Value + ", not " + want)
		}
	}
	return nil
}

func (l *leak) totals(rs *scenarios.Results) error {
	for _, r := range rs.List {
		want := time.Duration(l.requests) * l.latency
		if n := l.starvedRequests(); r.Variant.Name == "dropped" {
			want = time.Duration(l.requests-n)*l.latency + time.Duration(n)*l.patience
		}
		if err := r.Took(want); err != nil {
			return err
		}
	}
	return nil
}
