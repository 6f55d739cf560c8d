package engine_test

import (
	"time"

	"overlap/engine"
)

const ms = time.Millisecond

// sleeper returns a task that sleeps and says when it woke.
func sleeper(d time.Duration) func(*engine.Task) error {
	return func(t *engine.Task) error {
		if err := t.Sleep(d); err != nil {
			return err
		}
		t.Log("woke")
		return nil
	}
}
