// Package slack says how late a machine is, by how much a run on it may therefore differ from the model, and what the run shows of it.
package slack

import (
	"time"

	"overlap/quantity"
	"overlap/scenarios"
)

// Allowed returns by how much a real run may take longer or less long than the model: by 5 %, or 10 ms if that is more.
func Allowed(model time.Duration) time.Duration { return max(model/20, 10*time.Millisecond) }

// Run is a run on a real machine beside the model's.
type Run struct {
	Real, Model time.Duration // how long they took
	Same        bool          // both ended with the same result
	Late        time.Duration // by how much the machine may have been late meanwhile
	Gap         time.Duration // the least time between two events of the model
}

// Beside returns a variant's run on a real machine beside the model's.
func Beside(real, model *scenarios.Result) Run {
	same := real.Outcome() == model.Outcome() || real.Variant.Undetermined && (real.Err == nil) == (model.Err == nil)
	return Run{Real: real.Total, Model: model.Total, Same: same, Late: real.Late, Gap: model.Gap()}
}

// Near reports whether the run took as long as the model says, on a machine that may have been late meanwhile.
func (r Run) Near() bool {
	allowed := Allowed(r.Model)
	return r.Real >= r.Model-allowed && r.Real <= r.Model+allowed+r.Late
}

// Verdict is what a real run says of the model.
type Verdict uint8

const (
	Agrees Verdict = iota // it took as long, and ended with the same result
	Differs
	// ShowsNothing is a run with another result on a machine that was late by more than what is between two events of the model: they
	// may have changed places, and so the result says nothing of either.
	ShowsNothing
)

// Attempts is how often a run is made that shows nothing, before that is what there is to say.
const Attempts = 3

// Verdict returns what the run says of the model.
func (r Run) Verdict() Verdict {
	switch {
	case !r.Same && r.Late > r.Gap:
		return ShowsNothing
	case r.Same && r.Near():
		return Agrees
	}
	return Differs
}

// Nothing says why a run shows nothing.
func (r Run) Nothing() string {
	return "the machine was late by up to " + quantity.Duration(r.Late) + ", and " + quantity.Duration(r.Gap) + " can decide the result: this run shows nothing"
}
