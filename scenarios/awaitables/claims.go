//go:build !js

package awaitables

import (
	"errors"
	"strings"

	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (k *kinds) Claims(d *scenarios.Declaration) {
	d.Always("in turn, the task and the future run on while others are awaited; gathered, the longest is the total", k.totals)
	d.Always("a future that has its value costs no time", k.resolvedIsFree)
	d.Always("setting the future a second time is refused, and so is awaiting what has no await", k.refusals)
	d.Always("results come in the order of the awaitables", inOrder)
}

func (k *kinds) totals(rs *scenarios.Results) error {
	if err := rs.Of("sequential").Took(max(k.coroutine, k.task, k.future) + k.object); err != nil {
		return err
	}
	return rs.Of("concurrent").Took(max(k.coroutine, k.task, k.future, k.object))
}

func (k *kinds) resolvedIsFree(rs *scenarios.Results) error {
	if k.future > 0 {
		return nil
	}
	return rs.Of("sequential").Took(max(k.coroutine, k.task) + k.object)
}

func (k *kinds) refusals(rs *scenarios.Results) error {
	for _, r := range rs.List {
		twice, refused := 0, 0
		for _, log := range r.Summary().Logs {
			if strings.HasSuffix(log.Text, "is already done") {
				twice++
			}
			if strings.HasSuffix(log.Text, "can't be used in 'await' expression") {
				refused++
			}
		}
		if twice != 1 || (refused == 1) != (k.fifth != "nothing") {
			return errors.New(r.Variant.Name + " did not refuse what it should have")
		}
	}
	return nil
}

func inOrder(rs *scenarios.Results) error {
	for _, r := range rs.List {
		if r.Value != "coroutine, task, future, object" {
			return errors.New(r.Variant.Name + " returned " + r.Value)
		}
	}
	return nil
}
