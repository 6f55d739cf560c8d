//go:build !js

package scraper

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"overlap/engine/trace"
	"overlap/scenarios"
)

// Claims says what holds of runs, and how often.
func (s *scraper) Claims(d *scenarios.Declaration) {
	d.Always("each page is asked for once, and again after each 429 as often as allowed", s.counts)
	d.Always("reserved slots keep the delay between any two requests", s.spaced)
	d.Always("there are never more requests at once than allowed", s.bounded)
	d.Sometimes("the naive limiter lets several requests go at the same instant", s.bunched)
	d.Mean("of the usual pages the refused one decides: 8.5 s and three random waits, 10 s on average", s.expected, s.measured)
}

func (s *scraper) counts(rs *scenarios.Results) error {
	ok, retries := 0, 0
	for _, p := range s.pages {
		if status, has := strings.CutPrefix(p.Value, "/status/"); !has || status[0] == '2' {
			ok++
		}
		if p.Value == "/status/429" {
			retries += s.retries
		}
	}
	want := countsText(len(s.pages)+retries, ok, len(s.pages)-ok, retries)
	for _, r := range rs.List {
		if r.Value != want || len(departures(r)) != len(s.pages)+retries {
			return errors.New("scraper: " + r.Variant.Name + " had " + r.Value + ", not " + want)
		}
	}
	return nil
}

// departures returns when each request went, in order.
func departures(r *scenarios.Result) (at []time.Duration) {
	for _, rec := range r.Trace.All() {
		if rec.Kind == trace.Mark && r.Trace.String(rec.Text) == requestMark {
			at = append(at, time.Duration(rec.At))
		}
	}
	return at
}

// gap returns the shortest time between two requests, an hour when there are no two.
func gap(r *scenarios.Result) time.Duration {
	shortest, at := time.Hour, departures(r)
	for i := 1; i < len(at); i++ {
		shortest = min(shortest, at[i]-at[i-1])
	}
	return shortest
}

func (s *scraper) spaced(rs *scenarios.Results) error {
	for _, name := range []string{"slots", "retry-after"} {
		if got := gap(rs.Of(name)); got < s.delay {
			return errors.New("scraper: " + name + " sent two requests within " + got.String())
		}
	}
	return nil
}

func (s *scraper) bunched(rs *scenarios.Results) error {
	if got := gap(rs.Of("naive")); got > 0 {
		return errors.New("scraper: no two requests were closer than " + got.String())
	}
	return nil
}

func (s *scraper) bounded(rs *scenarios.Results) error {
	for _, r := range rs.List {
		most, open := 0, map[int32]bool{}
		for _, rec := range r.Trace.All() {
			switch rec.Kind {
			case trace.ConnOpened:
				open[trace.End(rec.Ref).Conn()] = true
			case trace.ConnClosed: // by either end, whichever is first
				delete(open, trace.End(rec.Ref).Conn())
			}
			most = max(most, len(open))
		}
		if most > s.atOnce {
			return errors.New("scraper: " + r.Variant.Name + " had " + strconv.Itoa(most) + " requests at once")
		}
	}
	return nil
}

// decided reports whether the parameters determine when the naive variant ends: the last page, which is refused, goes
// three delays after the first, meets no limiter later, and takes longer than the slow pages.
func (s *scraper) decided() bool {
	return s.pages.String() == defaultPages.String() && s.atOnce == 3 && s.base >= s.delay &&
		s.delay+s.base<<s.retries-s.base >= 2*time.Second
}

// expected is the mean of three delays, all back-offs and half the jitter of each.
func (s *scraper) expected() float64 {
	if !s.decided() {
		return 0
	}
	return (3*s.delay + s.base<<s.retries - s.base).Seconds() + float64(s.retries)*s.jitter.Seconds()/2
}

func (s *scraper) measured(rs *scenarios.Results) float64 {
	if !s.decided() {
		return 0
	}
	return rs.Of("naive").Total.Seconds()
}
