package fanout

import (
	"testing"

	"overlap/engine"
	"overlap/scenarios"
)

// backend is a way to run the same test: simulated, or over real sockets where there are any.
type backend struct {
	name    string
	options scenarios.Options
	real    bool
}

var simulated = backend{name: "simulated"}

// exchange runs body as the main task, with the services standing.
func exchange(t *testing.T, a backend, in *scenarios.Instance, body func(*engine.Task) error) {
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
