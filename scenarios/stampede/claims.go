//go:build !js

package stampede

import (
	"errors"
	"strconv"
	"time"

	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (h *herd) Claims(d *scenarios.Declaration) {
	d.Always("every miss asks: a query for each request that comes until the first query has ended", h.misses)
	d.Always("the last of these queries ends when all before it have had their turn on the connections", h.longest)
	d.Always("one asks, all wait: one query at a time, and nobody waits for longer than a query takes", h.single)
	d.Always("stale while one asks: nobody waits, and there are as many queries as if all waited", h.served)
}

// expiry returns when the first request comes that misses, and how many come until its query has ended; once reports that the
// value expires only once, and that there is such a request.
func (h *herd) expiry() (at time.Duration, misses int, once bool) {
	count := func(d time.Duration) int { return int((d + h.every - 1) / h.every) } // requests that come before d
	at = time.Duration(count(h.ttl)) * h.every
	last := time.Duration(h.requests-1) * h.every
	waves := time.Duration((count(h.query) + h.connections - 1) / h.connections)
	return at, min(count(h.query), h.requests-count(h.ttl)), at <= last && last < at+h.query+h.ttl && waves > 0
}

func (h *herd) misses(rs *scenarios.Results) error {
	if _, n, once := h.expiry(); once && rs.Of("every-miss").Count(queries) != n {
		return errors.New("stampede: " + rs.Of("every-miss").Value + ", not " + strconv.Itoa(n))
	}
	return nil
}

// longest is exact where requests come while all connections are busy: the k-th query then begins a wave after the one that
// has its connection.
func (h *herd) longest(rs *scenarios.Results) error {
	_, n, once := h.expiry()
	if !once {
		return nil
	}
	var most time.Duration
	free := make([]time.Duration, h.connections) // by connection: when it is free, from the first miss on
	for k := range n {
		came := time.Duration(k) * h.every
		next := &free[k%h.connections]
		*next = max(*next, came) + h.query
		most = max(most, *next-came)
	}
	return h.worst(rs.Of("every-miss"), most)
}

func (h *herd) single(rs *scenarios.Results) error {
	r := rs.Of("single-flight")
	if r.Count(queries) == 0 {
		return h.worst(r, 0)
	}
	if r.Peak("queries") != 1 {
		return errors.New("stampede: several queries at once")
	}
	return h.worst(r, h.query)
}

func (h *herd) served(rs *scenarios.Results) error {
	r := rs.Of("stale")
	if n := rs.Of("single-flight").Count(queries); r.Count(queries) != n {
		return errors.New("stampede: " + r.Value + ", not " + strconv.Itoa(n))
	}
	return h.worst(r, 0)
}

func (h *herd) worst(r *scenarios.Result, want time.Duration) error {
	if r.Err != nil {
		return r.Err
	}
	if got := r.Percentile(1000); got != want {
		return errors.New("stampede: " + r.Variant.Name + ": a request waits for " + got.String() + ", not " + want.String())
	}
	return nil
}
