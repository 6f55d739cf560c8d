package view

import "time"

// Speeds returns the speeds of playback: how much of the run's time passes in a second of the reader's.
func Speeds() []float64 { return []float64{0.05, 0.1, 0.25, 0.5, 1, 2, 4} }

// AutoSpeed returns the fastest speed at which a run of that length can be followed, four seconds or more; the
// slowest when there is none.
func AutoSpeed(length time.Duration) float64 {
	best := Speeds()[0]
	for _, s := range Speeds() {
		if length.Seconds()/s >= 4 {
			best = s
		}
	}
	return best
}
