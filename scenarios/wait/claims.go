//go:build !js

package wait

import (
	"errors"
	"strings"
	"time"

	"overlap/engine/trace/summary"
	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (w *wait) Claims(d *scenarios.Declaration) {
	d.Always("it returns with the first task, with the error or else the last task, and at the timeout or with the last task", w.returns)
	d.Always("done are the tasks that had ended then, however; pending are the others", w.doneAndPending)
	d.Always("pending tasks run on, until they are cancelled or the program ends", w.runOn)
}

// takes returns how long each task takes.
func (w *wait) takes() map[string]time.Duration {
	return map[string]time.Duration{"A": w.a, "B": w.b, "C": w.c}
}

// returned returns the instant at which the wait was over.
func returned(r *scenarios.Result) time.Duration {
	return time.Duration(r.Summary().Marks[0].At)
}

func (w *wait) returns(rs *scenarios.Results) error {
	longest := max(w.a, w.b, w.c)
	failure, fails := w.takes()[w.failing]
	if !fails {
		failure = longest
	}
	for variant, want := range map[string]time.Duration{
		"first-completed": min(w.a, w.b, w.c),
		"first-error":     failure,
		"timeout":         min(w.timeout, longest),
	} {
		if got := returned(rs.Of(variant)); got != want {
			return errors.New("wait: " + variant + " returned at " + got.String() + ", not at " + want.String())
		}
	}
	return nil
}

// doneAndPending checks the tasks that did not end at the very instant at which the wait did.
func (w *wait) doneAndPending(rs *scenarios.Results) error {
	for _, r := range rs.List {
		done, pending, _ := strings.Cut(r.Value, "; pending ")
		for name, takes := range w.takes() {
			at := returned(r)
			if takes < at && !strings.Contains(done, name) || takes > at && !strings.Contains(pending, name) {
				return errors.New("wait: " + r.Variant.Name + " returned " + r.Value)
			}
		}
	}
	return nil
}

func (w *wait) runOn(rs *scenarios.Results) error {
	for _, r := range rs.List {
		at := returned(r)
		if err := r.Took(at); err != nil {
			return err
		}
		last := at + w.after
		if w.cancel {
			last = at
		}
		for _, task := range r.Summary().Tasks[1:] {
			end := min(w.takes()[task.Name], last)
			if task.EndedAt != int64(end) || end < last && task.Outcome == summary.Cancelled {
				return errors.New("wait: with " + r.Variant.Name + " " + task.Name + " ended at " + time.Duration(task.EndedAt).String())
			}
		}
	}
	return nil
}
