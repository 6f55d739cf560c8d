package engine_test

import (
	"fmt"
	"time"

	"overlap/engine"
)

// Two waits of two seconds take two, not four, and no time at all to run.
func ExampleLoop() {
	l := engine.NewLoop(engine.Config{})
	defer l.Close()
	l.Main("main", func(t *engine.Task) error {
		download := func(t *engine.Task) error { return t.Sleep(2 * time.Second) }
		a, b := t.Go("a", download), t.Go("b", download)
		if err := t.Await(a); err != nil {
			return err
		}
		return t.Await(b)
	})
	err := l.Run()
	fmt.Println(l.Report().Ended, err)
	// Output: 2s <nil>
}
