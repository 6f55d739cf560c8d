//go:build !js

package downloads

import (
	"errors"
	"strconv"
	"time"

	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (s *downloads) Claims(d *scenarios.Declaration) {
	d.Always("one by one takes the sum of all waits, at once only the longest", s.totals)
	d.Always("the results come in the order of the requests, whichever was answered first", s.inOrder)
	d.Always("one by one there is one request in flight, at once as many as take time", s.inFlight)
}

func (s *downloads) totals(rs *scenarios.Results) error {
	var sum, longest time.Duration
	for _, f := range s.files {
		d := f.Duration()
		sum += d
		longest = max(longest, d)
	}
	if err := rs.Of("sequential").Took(sum); err != nil {
		return err
	}
	return rs.Of("gathered").Took(longest)
}

func (s *downloads) inOrder(rs *scenarios.Results) error {
	var names []string
	for _, f := range s.files {
		names = append(names, "file "+f.Key)
	}
	for _, r := range rs.List {
		if r.Value != resultText(names) {
			return errors.New("downloads: " + r.Variant.Name + " returned " + r.Value)
		}
	}
	return nil
}

func (s *downloads) inFlight(rs *scenarios.Results) error {
	slow := 0
	for _, f := range s.files {
		if f.Duration() > 0 {
			slow++
		}
	}
	for name, want := range map[string]int{"sequential": 1, "gathered": max(slow, 1)} {
		if got := rs.Of(name).Summary().Stats.PeakInFlight; got != want {
			return errors.New("downloads: " + name + " has " + strconv.Itoa(got) + " requests in flight, not " + strconv.Itoa(want))
		}
	}
	return nil
}
