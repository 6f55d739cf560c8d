package tasks

import (
	"errors"
	"strings"
	"time"

	"overlap/scenarios"
)

// long is how long one piece of work takes.
func (p *project) long() time.Duration { return time.Duration(p.steps) * p.step }

func (p *project) inTurn(rs *scenarios.Results) error {
	return rs.Of("coroutines").Took(p.gap + 2*p.long())
}

func (p *project) atOnce(rs *scenarios.Results) error {
	if p.spent == "computing" {
		return rs.Of("tasks").Took(p.gap + p.long())
	}
	return rs.Of("tasks").Took(max(p.gap, p.long()))
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
