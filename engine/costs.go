package engine

import "time"

// Costs is what the modelled machine charges for its own work. The zero value charges nothing, so that
// only waiting counts. Costs apply on a virtual clock; a real one passes by itself.
type Costs struct {
	Name   string        // "pure" for the zero profile
	Source string        // how the numbers were measured, with the command; empty for the zero profile
	Resume time.Duration // the loop picking a ready task and running it to its next suspension point
	Spawn  time.Duration // making a task
}
