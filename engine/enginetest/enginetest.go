// Package enginetest is what tests of programs on the engine share: a loop whose trace is checked and that is
// closed at the test's end, and what tasks logged as lines to compare.
package enginetest

import (
	"slices"
	"strings"
	"testing"

	"overlap/engine"
	"overlap/engine/trace/tracetest"
)

// New returns a loop that the test's end closes. A trace that no run could have written fails the test.
func New(tb testing.TB, c engine.Config) *engine.Loop {
	tb.Helper()
	l := engine.NewLoop(c)
	tb.Cleanup(func() {
		l.Close()
		if err := tracetest.Validate(l.Trace()); err != nil {
			tb.Error(err)
		}
	})
	return l
}

// Run runs main on a virtual clock, to a good end.
func Run(tb testing.TB, main func(*engine.Task) error) *engine.Loop {
	tb.Helper()
	l, err := Try(tb, engine.Config{}, main)
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// Try runs main and returns the run's error.
func Try(tb testing.TB, c engine.Config, main func(*engine.Task) error) (*engine.Loop, error) {
	tb.Helper()
	l := New(tb, c)
	l.Main("main", main)
	return l, l.Run()
}

// Story runs main, to a good end, and compares what the tasks logged: lines such as "20ms baker: done".
func Story(tb testing.TB, main func(*engine.Task) error, want ...string) *engine.Loop {
	tb.Helper()
	l := Run(tb, main)
	if got := Logs(l); !slices.Equal(got, want) {
		tb.Errorf("the tasks logged\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
	return l
}
