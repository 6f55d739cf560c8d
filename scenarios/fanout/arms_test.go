package fanout

import (
	"testing"

	"overlap/engine"
	"overlap/scenarios"
)

// arm is one way to run the same test: simulated, or over real sockets where there are any.
type arm struct {
	name    string
	options scenarios.Options
	real    bool
}

var simulated = arm{name: "simulated"}

// exchange runs body as the main task, with the services standing.
func exchange(t *testing.T, a arm, in *scenarios.Instance, body func(*engine.Task) error) {
	t.Helper()
	v := scenarios.Variant{Name: "test", Main: func(t *engine.Task) (string, error) { return "", body(t) }}
	r := in.Start(v, a.options).Finish()
	if r.Err != nil {
		t.Errorf("%s: %v", a.name, r.Err)
	}
	for _, left := range r.Report.LeftOpen {
		t.Errorf("%s: left open: %s", a.name, left)
	}
}

// quick returns the scenario with services that take a millisecond.
func quick(t testing.TB) *scenarios.Instance {
	t.Helper()
	in, err := Scenario.FromQuery("cache=1ms&db=1ms")
	if err != nil {
		t.Fatal(err)
	}
	return in
}
