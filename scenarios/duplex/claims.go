//go:build !js

package duplex

import (
	"errors"
	"strings"
	"time"

	"overlap/engine/trace/summary"
	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (x *duplex) Claims(d *scenarios.Declaration) {
	d.Always("in turns, every message waits for the one before it to come back; with two tasks only the last delay is waited for", x.totals)
	d.Always("what comes back is what was sent, byte for byte, and all of it unless the server dies", x.exact)
	d.Always("the receiver learns at once that the server is gone, and the sender is cancelled; in turns it is learned after the pause", x.noticed)
}

// undisturbed returns how long each variant takes with a server that does not die.
func (x *duplex) undisturbed() (alternating, both time.Duration) {
	n := time.Duration(x.messages)
	both = (n-1)*x.interval + x.delay
	return both + (n-1)*x.delay, both
}

// dies reports whether the server dies before a run of that length is over.
func (x *duplex) dies(within time.Duration) bool { return 0 < x.gone && x.gone < within }

func (x *duplex) totals(rs *scenarios.Results) error {
	alternating, both := x.undisturbed()
	if !x.dies(alternating) {
		if err := rs.Of("alternating").Took(alternating); err != nil {
			return err
		}
	}
	if x.dies(both) {
		both = x.gone
	}
	return rs.Of("both").Took(both)
}

func (x *duplex) exact(rs *scenarios.Results) error {
	alternating, both := x.undisturbed()
	for _, r := range rs.List {
		whole := alternating
		if r.Variant.Name == "both" {
			whole = both
		}
		complete := !strings.HasSuffix(r.Value, "; the server is gone")
		if r.Err != nil || !strings.Contains(r.Value, "as they were sent") || !complete && (x.gone == 0 || x.gone > whole) {
			return errors.New("duplex: " + r.Variant.Name + ": " + r.Outcome())
		}
	}
	return nil
}

// noticed wants the client in turns to notice at the latest when the next message is due.
func (x *duplex) noticed(rs *scenarios.Results) error {
	alternating, both := x.undisturbed()
	if r := rs.Of("alternating"); x.dies(alternating) && (r.Err != nil || r.Total < x.gone || r.Total > x.gone+x.interval) {
		return errors.New("duplex: the server died after " + x.gone.String() + ", in turns it was noticed after " + r.Total.String())
	}
	// From the last message on there is no sender left.
	if last := both - x.delay; x.dies(last) && !cancelled(rs.Of("both").Summary(), "sender") {
		return errors.New("duplex: the server died after " + x.gone.String() + " and the sender was not cancelled")
	}
	return nil
}

// cancelled reports whether the task of that name was cancelled.
func cancelled(s *summary.Summary, name string) bool {
	for _, t := range s.Tasks {
		if t.Name == name && t.Outcome == summary.Cancelled {
			return true
		}
	}
	return false
}
