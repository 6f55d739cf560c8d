// Package slack says how late a machine is, and by how much a run on it may therefore differ from the model.
package slack

import "time"

// Allowed returns by how much a real run may take longer or less long than the model: by 5 %, or 10 ms if that is more.
func Allowed(model time.Duration) time.Duration { return max(model/20, 10*time.Millisecond) }

// Near reports whether a real run took as long as the model says, on a machine that may have been late meanwhile.
func Near(real, model, late time.Duration) bool {
	allowed := Allowed(model)
	return real >= model-allowed && real <= model+allowed+late
}
