//go:build !js

package iterator

import (
	"errors"
	"strconv"
	"time"

	"overlap/engine/trace"
	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (i *iterator) Claims(d *scenarios.Declaration) {
	d.Always("n lines take n + 1 reads, and as long in both variants: the last read finds the end", i.reads)
	d.Always("with reads that suspend the heart beats all the time; with reads that do not, never", i.beats)
}

func (i *iterator) reads(rs *scenarios.Results) error {
	want := "lines: " + strconv.Itoa(i.lines) + ", reads: " + strconv.Itoa(i.lines+1)
	for _, r := range rs.List {
		if err := r.Took(time.Duration(i.lines) * i.gap); err != nil {
			return err
		}
		if r.Value != want {
			return errors.New("iterator: " + r.Variant.Name + ": " + r.Value + ", not " + want)
		}
	}
	return nil
}

func (i *iterator) beats(rs *scenarios.Results) error {
	if err := checkBeats(rs.Of("suspending"), i.expected()); err != nil {
		return err
	}
	return checkBeats(rs.Of("blocking"), 0)
}

// expected returns how often the heart beats before the last line is there. Of a beat and a line at the same instant the
// one whose timer was set earlier comes first.
func (i *iterator) expected() int {
	end := time.Duration(i.lines) * i.gap
	n := int(end / i.beat)
	if end%i.beat == 0 && n > 0 && i.beat <= i.gap {
		n--
	}
	return n
}

// checkBeats compares the number of beats that the run logs at its end.
func checkBeats(r *scenarios.Result, want int) error {
	last := ""
	for _, rec := range r.Trace.All() {
		if rec.Kind == trace.Log {
			last = r.Trace.String(rec.Text)
		}
	}
	if line := "the end: the heart beat " + strconv.Itoa(want) + " times"; last != line {
		return errors.New("iterator: " + r.Variant.Name + " said " + last + ", not " + line)
	}
	return nil
}
