//go:build !js

package blocking

import (
	"errors"
	"time"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (b *blocking) Claims(d *scenarios.Declaration) {
	d.Always("inside the coroutines the calls add up; elsewhere waits overlap, and computing overlaps in processes only", b.totals)
	d.Always("inside the coroutines the heart stands still for all that time; elsewhere it is late by 15 ms for each call at the most", b.heartbeats)
}

func (b *blocking) totals(rs *scenarios.Results) error {
	all := time.Duration(b.calls) * b.each
	if err := rs.Of("inline").Took(all); err != nil {
		return err
	}
	if b.kind == "waiting" {
		return errors.Join(rs.Of("threads").Took(b.each), rs.Of("processes").Took(b.each), rs.Of("native").Took(b.each))
	}
	if p := rs.Of("processes"); p.Err != nil || p.Total < max(b.each, all/time.Duration(b.cores)) || p.Total > all {
		return errors.New("blocking: " + all.String() + " of computing took processes " + p.Total.String())
	}
	return errors.Join(rs.Of("threads").Took(all), rs.Of("native").Took(all))
}

func (b *blocking) heartbeats(rs *scenarios.Results) error {
	const piece = 5 * time.Millisecond
	// A heartbeat whose timer is due after a turn of the loop has begun waits for that turn, the next, in which its
	// timer goes off, and one more.
	most := time.Duration(3*b.calls) * piece
	for _, r := range rs.List {
		late := longestDelay(r.Summary())
		if want := max(time.Duration(b.calls)*b.each-b.every, 0); r.Variant.Name == "inline" && late != want {
			return errors.New("blocking: inline: a heartbeat was late by " + late.String() + ", not " + want.String())
		}
		if r.Variant.Name != "inline" && late > most {
			return errors.New("blocking: " + r.Variant.Name + ": a heartbeat was late by " + late.String())
		}
	}
	return nil
}

// longestDelay returns the longest time that a heartbeat was due and had to wait.
func longestDelay(s *summary.Summary) (most time.Duration) {
	for _, t := range s.Tasks {
		for _, sp := range t.Spans {
			if t.Name == "heartbeat" && sp.State == trace.Ready {
				most = max(most, time.Duration(sp.Len()))
			}
		}
	}
	return most
}
