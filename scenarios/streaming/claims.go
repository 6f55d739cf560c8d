//go:build !js

package streaming

import (
	"errors"
	"strconv"
	"time"

	"overlap/quantity"
	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (s *streaming) Claims(d *scenarios.Declaration) {
	d.Always("without a limit on the results both take as long as the feed, and add up to the same", s.same)
	d.Always("streaming holds one item at a time, loading holds all", s.held)
	d.Always("streaming stops when it has what is wanted, loading is then no earlier", s.early)
}

// expectedEnds returns when the last item that is wanted arrives, and when the feed ends.
func (s *streaming) expectedEnds() (enough, all time.Duration) {
	all = time.Duration((s.items+s.page-1)/s.page) * s.pause
	if s.wanted == 0 || s.wanted > s.items {
		return all, all
	}
	return time.Duration((s.wanted-1)/s.page) * s.pause, all
}

func (s *streaming) same(rs *scenarios.Results) error {
	n := s.items
	if s.wanted > 0 {
		n = min(n, s.wanted)
	}
	for _, r := range rs.List {
		want := "count " + quantity.Count(n) + ", total " + quantity.Count(n*(n-1)) + ", " + quantity.Count(peak(r)) + " held at most"
		if r.Value != want {
			return errors.New("streaming: " + r.Variant.Name + " returned " + r.Value + ", not " + want)
		}
	}
	if s.wanted > 0 {
		return nil
	}
	_, all := s.expectedEnds()
	return rs.Of("stream").Took(all)
}

func (s *streaming) early(rs *scenarios.Results) error {
	enough, all := s.expectedEnds()
	if err := rs.Of("stream").Took(enough); err != nil {
		return err
	}
	return rs.Of("load-all").Took(all)
}

func (s *streaming) held(rs *scenarios.Results) error {
	for name, want := range map[string]int{"stream": 1, "load-all": s.items} {
		if got := peak(rs.Of(name)); got != want {
			return errors.New("streaming: " + name + " holds " + strconv.Itoa(got) + " items, not " + strconv.Itoa(want))
		}
	}
	return nil
}

// peak returns the most items that were held at once.
func peak(r *scenarios.Result) (most int) {
	for _, g := range r.Summary().Gauges {
		most = max(most, int(g.Value))
	}
	return most
}
