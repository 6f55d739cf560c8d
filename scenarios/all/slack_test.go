//go:build !js

package all

import (
	"testing"
	"time"

	"overlap/scenarios"
	"overlap/slack"
)

// near fails the test unless a real total is as near the model's as slack.Allowed says, or within floor if that is more. The real
// total may be higher by as much as the machine was late.
func near(t *testing.T, took time.Duration, model *scenarios.Result, floor, late time.Duration) {
	t.Helper()
	allowed := max(slack.Allowed(model.Total), floor)
	if off := took - model.Total; off > allowed+late || off < -allowed {
		t.Errorf("%s took %v, the model %v: ±%v are allowed, and %v by which the machine was late",
			model.Variant.Name, took, model.Total, allowed, late)
	}
}
