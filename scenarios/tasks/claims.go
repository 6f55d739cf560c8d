//go:build !js

package tasks

import (
	"errors"
	"strings"
	"time"

	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (p *project) Claims(d *scenarios.Declaration) {
	d.Always("coroutines take the gap and both pieces of work, one after the other", p.inTurn)
	d.Always("tasks take as long as one piece of work or the gap, whichever is longer; after a gap spent computing, both", p.atOnce)
	d.Always("no task begins before main suspends", noneBeforeCreated)
	d.Always("as coroutines, B begins when A has ended", bAfterA)
}

// workTime returns how long one piece of work takes.
func (p *project) workTime() time.Duration { return time.Duration(p.steps) * p.step }

func (p *project) inTurn(rs *scenarios.Results) error {
	return rs.Of("coroutines").Took(p.gap + 2*p.workTime())
}

func (p *project) atOnce(rs *scenarios.Results) error {
	if p.spent == "computing" {
		return rs.Of("tasks").Took(p.gap + p.workTime())
	}
	return rs.Of("tasks").Took(max(p.gap, p.workTime()))
}

func noneBeforeCreated(rs *scenarios.Results) error {
	for _, r := range rs.List {
		if first := r.Summary().Logs[0].Text; !strings.HasSuffix(first, " created") {
			return errors.New(r.Variant.Name + " begins with " + first)
		}
	}
	return nil
}

func bAfterA(rs *scenarios.Results) error {
	b := false
	for _, log := range rs.Of("coroutines").Summary().Logs {
		b = b || log.Text == "B starts"
		if b && strings.HasPrefix(log.Text, "A ") {
			return errors.New("after B began: " + log.Text)
		}
	}
	return nil
}
