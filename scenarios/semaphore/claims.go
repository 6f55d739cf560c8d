//go:build !js

package semaphore

import (
	"errors"
	"strconv"
	"time"

	"overlap/engine/trace"
	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (s *semaphore) Claims(d *scenarios.Declaration) {
	d.Always("n downloads with k permits take ⌈n/k⌉ times as long as one", s.totals)
	d.Always("no more are under way at once than there are permits, and as many as that", s.peaks)
	d.Always("with permits they begin in waves of k, in the order in which they asked", s.waves)
	d.Always("a clock that starts with the permit sees one download’s time; whoever wants the file waits ⌈i/k⌉ times that for the i-th", s.latencies)
}

// width returns how many downloads a variant lets run at once, which is also its peak.
func (s *semaphore) width(r *scenarios.Result) int {
	switch r.Variant.Name {
	case "unlimited":
		return s.downloads
	case "permits":
		return min(s.permits, s.downloads)
	}
	return 1
}

// wave returns the number of the i-th download's wave, when waves have that width; both count from 1.
func wave(i, width int) time.Duration { return time.Duration((i + width - 1) / width) }

func (s *semaphore) totals(rs *scenarios.Results) error {
	for _, r := range rs.List {
		if err := r.Took(wave(s.downloads, s.width(r)) * s.latency); err != nil {
			return err
		}
	}
	return nil
}

func (s *semaphore) peaks(rs *scenarios.Results) error {
	for _, r := range rs.List {
		want := strconv.Itoa(s.downloads) + " downloads, at most " + strconv.Itoa(s.width(r)) + " at once"
		if r.Value != want {
			return errors.New("semaphore: " + r.Variant.Name + ": " + r.Value + ", not " + want)
		}
	}
	return nil
}

// waves wants the i-th download to begin when ⌈i/k⌉-1 waves are over.
func (s *semaphore) waves(rs *scenarios.Results) error {
	r, begun := rs.Of("permits"), 0
	for _, rec := range r.Trace.All() {
		if rec.Kind != trace.TaskWaiting || rec.Why != trace.WhySleep {
			continue
		}
		begun++
		want := (wave(begun, s.width(r)) - 1) * s.latency
		if task := r.Summary().Task(rec.Task); task.Name != name(begun-1) || rec.At != int64(want) {
			return errors.New("semaphore: " + task.Name + " begins as number " + strconv.Itoa(begun) + " at " +
				time.Duration(rec.At).String() + ", not " + want.String())
		}
	}
	return nil
}

// latencies compares what each variant logs in the end.
func (s *semaphore) latencies(rs *scenarios.Results) error {
	for _, r := range rs.List {
		sum, n := time.Duration(0), time.Duration(s.downloads)
		for i := range s.downloads {
			sum += wave(i+1, s.width(r)) * s.latency
		}
		want := []string{"total / count " + average(wave(s.downloads, s.width(r))*s.latency, n),
			"from permit " + average(s.latency, 1),
			"from request " + average(sum, n)}
		logs := r.Summary().Logs
		for i, line := range want {
			if len(logs) != len(want) || logs[i].Text != line {
				return errors.New("semaphore: " + r.Variant.Name + " does not say " + line)
			}
		}
	}
	return nil
}
