//go:build !js

package plan

import (
	"errors"
	"strconv"
	"time"

	"overlap/engine/trace"
	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (p *plan) Claims(d *scenarios.Declaration) {
	d.Always("all variants have the same answers", p.alike)
	d.Always("one after another takes the sum", p.sums)
	d.Always("overlapped takes as long as the longest chain of calls that need each other, unless a service has a limit", p.chains)
	d.Always("no order takes less than the longest chain, or more than the sum", p.bounded)
	d.Always("with k at once it takes at most sum/k and the longest chain together", p.listScheduled)
	d.Always("no more calls are under way than slots, or at a service than it allows", p.within)
}

// spent returns how long each call was under way in a run, in all of its tries.
func spent(r *scenarios.Result) map[string]time.Duration {
	all := map[string]time.Duration{}
	for _, s := range waits(r) {
		all[s.name] += s.to - s.from
	}
	return all
}

// wait is a stretch of time in which a call was under way.
type wait struct {
	name     string
	from, to time.Duration
}

func waits(r *scenarios.Result) (all []wait) {
	for _, t := range r.Summary().Tasks {
		for _, s := range t.Spans {
			if s.State == trace.Waiting && s.Why == trace.WhySleep {
				all = append(all, wait{t.Name, time.Duration(s.From), time.Duration(s.To)})
			}
		}
	}
	return all
}

func (p *plan) alike(rs *scenarios.Results) error {
	want := rs.List[0]
	for _, r := range rs.List[1:] {
		if r.Value != want.Value {
			return errors.New("plan: " + r.Variant.Name + ": " + r.Value + ", not " + want.Value)
		}
	}
	return nil
}

func (p *plan) sums(rs *scenarios.Results) error {
	return rs.Of("one-by-one").Took(p.sum(rs))
}

// sum returns the time of all calls together.
func (p *plan) sum(rs *scenarios.Results) (sum time.Duration) {
	for _, d := range spent(rs.Of("overlapped")) {
		sum += d
	}
	return sum
}

// longest returns the time of the longest chain of calls that need each other.
func (p *plan) longest(rs *scenarios.Results) (longest time.Duration) {
	took, ends := spent(rs.Of("overlapped")), map[string]time.Duration{}
	calls, _ := parseCalls(p.rows)
	for _, c := range sorted(calls) {
		var ready time.Duration
		for _, name := range c.after {
			ready = max(ready, ends[name])
		}
		ends[c.name] = ready + took[c.name]
		longest = max(longest, ends[c.name])
	}
	return longest
}

// free reports whether no call's service has a limit.
func (p *plan) free() bool {
	calls, _ := parseCalls(p.rows)
	for _, c := range calls {
		if _, limited := p.limits.Get(c.service); limited {
			return false
		}
	}
	return true
}

func (p *plan) chains(rs *scenarios.Results) error {
	if !p.free() {
		return nil
	}
	return rs.Of("overlapped").Took(p.longest(rs))
}

func (p *plan) bounded(rs *scenarios.Results) error {
	least, most := p.longest(rs), p.sum(rs)
	for _, r := range rs.List {
		if r.Total < least || r.Total > most {
			return errors.New("plan: " + r.Variant.Name + " took " + r.Total.String() + ", not from " + least.String() + " to " + most.String())
		}
	}
	return nil
}

func (p *plan) listScheduled(rs *scenarios.Results) error {
	k := time.Duration(p.atOnce)
	if most := p.sum(rs) + (k-1)*p.longest(rs); p.free() && rs.Of("limited").Total*k > most {
		return errors.New("plan: " + rs.Of("limited").Total.String() + " with " + strconv.Itoa(p.atOnce) + " at once, not at most " + (most / k).String())
	}
	return nil
}

func (p *plan) within(rs *scenarios.Results) error {
	calls, _ := parseCalls(p.rows)
	for _, name := range []string{"overlapped", "limited"} {
		all := waits(rs.Of(name))
		for _, at := range all {
			now, same, service := 0, 0, calls[indexOf(calls, at.name)].service
			for _, other := range all {
				if other.from <= at.from && at.from < other.to {
					now++
					if calls[indexOf(calls, other.name)].service == service {
						same++
					}
				}
			}
			if limit, ok := p.limits.Get(service); ok && same > whole(limit) {
				return errors.New("plan: " + name + ": " + strconv.Itoa(same) + " calls at " + service)
			}
			if name == "limited" && now > p.atOnce {
				return errors.New("plan: " + strconv.Itoa(now) + " calls at once")
			}
		}
	}
	return nil
}
