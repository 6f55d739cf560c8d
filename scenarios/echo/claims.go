//go:build !js

package echo

import (
	"errors"
	"strconv"
	"time"

	"overlap/engine/trace"
	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (e *echo) Claims(d *scenarios.Declaration) {
	d.Always("one thread takes the sum of all replies; the others take the connecting and one reply, unless a SYN is dropped or the machine costs something", e.totals)
	d.Always("every client that speaks gets its own message back in capitals", e.everyReply)
	d.Always("all variants serve as many connections; one thread has one at a time", e.sameWork)
}

// totals wants one thread to begin with a client when it is done with the client before, and the others to begin at once.
func (e *echo) totals(rs *scenarios.Results) error {
	var inTurn, atOnce time.Duration
	for i := range e.clients {
		connected, serving := time.Duration(i+1)*e.handshake, e.delay
		if e.isSilent(i) {
			serving = e.idle
		}
		inTurn = max(inTurn, connected) + serving
		atOnce = max(atOnce, connected+serving)
	}
	for _, r := range rs.List {
		want := atOnce
		if r.Variant.Name == "single" {
			want = inTurn
		}
		if err := e.took(r, want); err != nil {
			return err
		}
	}
	return nil
}

// took checks a variant's total, which is longer when connections were dropped or the machine has costs.
func (e *echo) took(r *scenarios.Result, want time.Duration) error {
	if r.Err == nil && r.Total >= want && (e.machine != scenarios.Ideal || r.Dropped()) {
		return nil
	}
	return r.Took(want)
}

func (e *echo) everyReply(rs *scenarios.Results) error {
	silent := min(e.silent, e.clients-1)
	want := resultText(e.clients-silent, e.clients, silent)
	for _, r := range rs.List {
		if r.Err != nil || r.Value != want {
			return errors.New("echo: " + r.Variant.Name + ": " + r.Outcome() + ", not " + want)
		}
	}
	return nil
}

// sameWork wants all variants to serve as many connections, and one thread to serve one at a time.
func (e *echo) sameWork(rs *scenarios.Results) error {
	for _, r := range rs.List {
		all, atOnce := served(r.Trace)
		if all != e.clients || r.Variant.Name == "single" && atOnce != 1 {
			return errors.New("echo: " + r.Variant.Name + " served " + strconv.Itoa(all) + " clients, " + strconv.Itoa(atOnce) + " at once")
		}
	}
	return nil
}

// served returns how many connections the server accepted, and the most it had at once.
func served(tr *trace.Trace) (all, atOnce int) {
	var clients trace.TaskID
	now := 0
	for _, r := range tr.All() {
		switch {
		case r.Kind == trace.ConnOpened:
			clients = r.Task
		case r.Kind == trace.ConnAccepted:
			all++
			now++
			atOnce = max(atOnce, now)
		case r.Kind == trace.ConnClosed && r.Task != clients:
			now--
		}
	}
	return all, atOnce
}
