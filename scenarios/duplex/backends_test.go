package duplex

import (
	"testing"
	"time"

	"overlap/engine"
	"overlap/scenarios"
)

const ms = time.Millisecond

// backend is a way to run the same test: simulated, or over real sockets where there are any.
type backend struct {
	name    string
	options scenarios.Options
	real    bool
}

var simulated = backend{name: "simulated"}

// exchange runs body as the main task, with the server standing.
func exchange(t *testing.T, a backend, query string, body func(*engine.Task) error) {
	t.Helper()
	in, err := Scenario.FromQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	v := scenarios.Variant{Name: "test", Main: func(t *engine.Task) (string, error) { return "", body(t) }}
	r := in.Start(v, a.options).Finish()
	if r.Err != nil {
		t.Errorf("%s: %v", a.name, r.Err)
	}
	for _, left := range r.Report.LeftOpen {
		t.Errorf("%s: left open: %s", a.name, left)
	}
}

// onEachBackend runs a test on each backend, with a server that sends back after a millisecond.
func onEachBackend(t *testing.T, body func(*testing.T, *engine.Task) error) {
	t.Helper()
	for _, a := range backends() {
		t.Run(a.name, func(t *testing.T) {
			exchange(t, a, "delay=1ms", func(task *engine.Task) error { return body(t, task) })
		})
	}
}
