//go:build !js

package fanout

import (
	"errors"
	"strconv"
	"time"

	"overlap/engine/trace"
	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (f *fanout) Claims(d *scenarios.Declaration) {
	d.Always("concurrent takes as long as the longest of the four lookups, sequential as long as all of them, unless a backlog is full", f.totals)
	d.Always("both variants do the same work: as many connections to each service", f.sameWork)
	d.Always("both variants give the same answer", f.sameAnswer)
}

// lookups returns how long each of the four lookups takes alone, and how many questions each service is asked.
// ok is false when a lookup finds nothing: then the answer is an error, and the first such lookup to come back
// ends the waiting.
func (f *fanout) lookups() (each []time.Duration, asked map[string]int, ok bool) {
	asked, ok = map[string]int{"api": 1}, true
	for _, k := range []string{key("user", f.user), key("product", f.product)} {
		d := f.cacheLatency
		asked["cache"]++
		if v, hit := f.cache.Get(k); !hit || v == "MISS" {
			d += f.dbLatency
			asked["db"]++
			ok = ok && f.knows(k)
		}
		each = append(each, d)
	}
	for _, k := range []string{key("inventory", f.product), key("recommendations", f.user)} {
		asked["db"]++
		ok = ok && f.knows(k)
		each = append(each, f.dbLatency)
	}
	return each, asked, ok
}

func (f *fanout) knows(key string) bool {
	v, ok := f.db.Get(key)
	return ok && v != "NOT_FOUND"
}

func (f *fanout) totals(rs *scenarios.Results) error {
	each, _, ok := f.lookups()
	if !ok {
		return wantErrors(rs)
	}
	var sum, longest time.Duration
	for _, d := range each {
		sum += d
		longest = max(longest, d)
	}
	if err := took(rs.Of("sequential"), sum); err != nil {
		return err
	}
	return took(rs.Of("concurrent"), longest)
}

// took checks a variant's total, which is longer when a full backlog dropped a connection: the client tries again after
// seconds, and gives up after 131 s.
func took(r *scenarios.Result, want time.Duration) error {
	if r.Dropped() && (r.Err != nil || r.Total >= want) {
		return nil
	}
	return r.Took(want)
}

// gaveUp reports whether a variant ended because connections were dropped too often.
func gaveUp(rs *scenarios.Results) bool {
	for _, r := range rs.List {
		if r.Err != nil && r.Dropped() {
			return true
		}
	}
	return false
}

// wantErrors wants every variant to fail, because something is not found.
func wantErrors(rs *scenarios.Results) error {
	for _, r := range rs.List {
		if r.Err == nil {
			return errors.New("fanout: " + r.Variant.Name + " found what is not there: " + r.Value)
		}
	}
	return nil
}

func (f *fanout) sameWork(rs *scenarios.Results) error {
	_, asked, ok := f.lookups()
	if !ok {
		return wantErrors(rs) // the sequential variant stops at the first that is missing
	}
	if gaveUp(rs) {
		return nil
	}
	for _, r := range rs.List {
		opened := map[string]int{}
		for _, rec := range r.Trace.All() {
			if rec.Kind == trace.ConnOpened {
				opened[r.Trace.String(rec.Text)]++
			}
		}
		for _, service := range []string{"api", "cache", "db"} {
			if got, want := opened[service], asked[service]*f.clients; got != want {
				return errors.New("fanout: " + r.Variant.Name + " made " + strconv.Itoa(got) + " connections to " + service + ", not " + strconv.Itoa(want))
			}
		}
	}
	return nil
}

func (f *fanout) sameAnswer(rs *scenarios.Results) error {
	if _, _, ok := f.lookups(); !ok {
		return wantErrors(rs)
	}
	if gaveUp(rs) {
		return nil
	}
	for _, r := range rs.List {
		if r.Value != rs.List[0].Value {
			return errors.New("fanout: " + r.Variant.Name + " answered " + r.Value + ", not " + rs.List[0].Value)
		}
	}
	return nil
}
