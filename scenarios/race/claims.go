//go:build !js

package race

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"time"

	"overlap/engine/trace"
	"overlap/scenarios"
)

// Claims says what holds of runs, and how often.
func (r *race) Claims(d *scenarios.Declaration) {
	d.Always("with a lock no update is lost, however long it is held", r.exact)
	d.Always("without one, tasks that begin together lose all updates but one", r.lost)
	d.Always("who holds the lock while it pauses adds its pause to everybody’s; outside the lock the pauses overlap", r.totals)
	d.Always("the lock goes to the tasks in the order in which they asked for it", r.inOrder)
	d.Chance("without a lock an update is lost", r.risk, r.loses)
}

// checkCount returns nil when the variant left the counter at want.
func checkCount(r *scenarios.Result, want int) error {
	if r.Err != nil || r.Value == strconv.Itoa(want) {
		return r.Err
	}
	return errors.New("race: " + r.Variant.Name + " counted " + r.Value + ", not " + strconv.Itoa(want))
}

func (r *race) exact(rs *scenarios.Results) error {
	if err := checkCount(rs.Of("lock"), r.tasks); err != nil {
		return err
	}
	return checkCount(rs.Of("outside"), r.tasks)
}

func (r *race) lost(rs *scenarios.Results) error {
	if r.spread > 0 {
		return nil // see risk
	}
	return checkCount(rs.Of("bare"), 1)
}

func (r *race) totals(rs *scenarios.Results) error {
	shortest := rs.Of("bare").Total // the begin of the last task, and its pause
	if err := rs.Of("outside").Took(shortest); err != nil {
		return err
	}
	inTurn := time.Duration(r.tasks) * r.pause
	if r.spread == 0 {
		shortest = inTurn
	}
	if got := rs.Of("lock").Total; got < max(shortest, inTurn) || got > r.spread+inTurn {
		return rs.Of("lock").Took(max(shortest, inTurn))
	}
	return nil
}

// inOrder wants the tasks that wait for the lock to write in the order in which they asked for it.
func (r *race) inOrder(rs *scenarios.Results) error {
	var asked []trace.TaskID
	for _, rec := range rs.Of("lock").Trace.All() {
		switch {
		case rec.Kind == trace.TaskWaiting && rec.Why == trace.WhyLock:
			asked = append(asked, rec.Task)
		case rec.Kind == trace.Log && len(asked) > 0 && asked[0] == rec.Task:
			asked = asked[1:]
		case rec.Kind == trace.Log && slices.Contains(asked, rec.Task):
			return errors.New("race: a task wrote before one that had asked for the lock earlier")
		}
	}
	return nil
}

// risk returns the probability that of n tasks that begin at random instants two are less than a pause apart. The
// probability that none are is (free/spread)^n, where free is what n-1 pauses leave of the spread.
func (r *race) risk() float64 {
	free := float64(r.spread) - float64(r.tasks-1)*float64(r.pause)
	switch {
	case r.tasks == 1:
		return 0
	case r.spread == 0 || free <= 0:
		return 1
	}
	return 1 - math.Pow(free/float64(r.spread), float64(r.tasks))
}

func (r *race) loses(rs *scenarios.Results) error {
	if bare := rs.Of("bare"); bare.Value == strconv.Itoa(r.tasks) {
		return errors.New("race: without a lock all were counted")
	}
	return nil
}
