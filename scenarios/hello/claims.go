//go:build !js

package hello

import (
	"errors"
	"time"

	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (h *hello) Claims(d *scenarios.Declaration) {
	d.Always("one after the other takes the sum of the waits; both at once as long as the longer one", h.totals)
	d.Always("a coroutine takes as long beside another as it does alone", h.noneIsFaster)
	d.Always("within one coroutine, hello always comes before goodbye", helloFirst)
}

func (h *hello) totals(rs *scenarios.Results) error {
	if err := rs.Of("one").Took(h.ada); err != nil {
		return err
	}
	if err := rs.Of("sequential").Took(h.ada + h.bob); err != nil {
		return err
	}
	return rs.Of("concurrent").Took(max(h.ada, h.bob))
}

// noneIsFaster wants each coroutine to wait for its own time: concurrency shortens the total only.
func (h *hello) noneIsFaster(rs *scenarios.Results) error {
	for _, r := range rs.List {
		for i, name := range []string{"Ada", "Bob"} {
			from, ok := loggedAt(r, "hello, "+name)
			to, _ := loggedAt(r, "goodbye, "+name)
			if want := []time.Duration{h.ada, h.bob}[i]; ok && to-from != want {
				return errors.New(r.Variant.Name + " waited " + (to - from).String() + " for " + name)
			}
		}
	}
	return nil
}

func helloFirst(rs *scenarios.Results) error {
	for _, r := range rs.List {
		said := map[string]bool{}
		for _, log := range r.Summary().Logs {
			said[log.Text] = true
			for _, name := range []string{"Ada", "Bob"} {
				if said["goodbye, "+name] && !said["hello, "+name] {
					return errors.New(r.Variant.Name + " said goodbye to " + name + " first")
				}
			}
		}
	}
	return nil
}

// loggedAt returns when a line was logged.
func loggedAt(r *scenarios.Result, line string) (time.Duration, bool) {
	for _, log := range r.Summary().Logs {
		if log.Text == line {
			return time.Duration(log.At), true
		}
	}
	return 0, false
}
