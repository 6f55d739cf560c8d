//go:build !js

package shutdown

import (
	"errors"
	"time"

	"overlap/engine/trace"
	"overlap/scenarios"
)

// Claims says what holds of all runs, whatever the parameters.
func (x *deploy) Claims(d *scenarios.Declaration) {
	d.Always("a request ends once: it is finished, lost or refused, and gets one answer at most", x.once)
	d.Always("at once, what is under way is lost; draining loses nothing; with a deadline, what takes longer is lost", x.counts)
	d.Always("draining, the server stops when the last request that it has accepted is done, or at the deadline", x.stops)
}

// once counts messages from the server: as many as requests are finished.
func (x *deploy) once(rs *scenarios.Results) error {
	for _, r := range rs.List {
		answers := 0
		for _, rec := range r.Trace.All() {
			if rec.Kind == trace.BytesSent && trace.End(rec.Ref).Accepted() {
				answers++
			}
		}
		if finished := r.Count(" finished"); answers != finished || finished+r.Count(" lost")+r.Count(" refused") != x.requests {
			return errors.New("shutdown: " + r.Variant.Name + ": " + r.Outcome())
		}
	}
	return nil
}

// expected returns how requests end when those under way have until the instant until. It reports ties, whose order
// nothing is claimed of.
func (x *deploy) expected(until time.Duration) (o outcomes, last time.Duration, tie bool) {
	for i := range x.requests {
		begins := time.Duration(i) * x.every
		ends := begins + x.timeFor(x.name(i))
		tie = tie || begins == x.stop || ends == x.stop || ends == until
		switch {
		case begins > x.stop:
			o.refused++
		case ends > until:
			o.lost++
			last = until
		default:
			o.finished++
			last = max(last, ends)
		}
	}
	return o, max(last, x.stop), tie
}

// untils are the instants until which requests under way have time, in the order of the variants.
func (x *deploy) untils() []time.Duration {
	return []time.Duration{x.stop, x.stop + forEver, x.stop + x.wait}
}

func (x *deploy) counts(rs *scenarios.Results) error {
	for i, until := range x.untils() {
		if want, _, tie := x.expected(until); !tie && rs.List[i].Outcome() != want.text() {
			return errors.New("shutdown: " + rs.List[i].Variant.Name + ": " + rs.List[i].Outcome() + ", not " + want.text())
		}
	}
	return nil
}

func (x *deploy) stops(rs *scenarios.Results) error {
	for i, until := range x.untils() {
		_, want, tie := x.expected(until)
		if at := rs.List[i].Marked("the server has stopped"); !tie && (len(at) != 1 || at[0] != want) {
			return errors.New("shutdown: " + rs.List[i].Variant.Name + " has not stopped at " + want.String())
		}
	}
	return nil
}
