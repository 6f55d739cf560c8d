package echo

import (
	"testing"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/scenarios"
)

// backend is a way to run the same test: simulated, or over real sockets where there are any.
type backend struct {
	name    string
	options scenarios.Options
	real    bool
}

var simulated = backend{name: "simulated"}

// quick is a server that replies after a millisecond.
func quick() *echo {
	e := &echo{}
	e.backlog, e.delay, e.idle = 4096, ms, scenarios.IdleTimeout
	return e
}

// servers are all the ways in which the server runs, also that of `overlap servers`.
func (e *echo) servers() map[string]func(*engine.Task) error {
	stand := func(w serverKind) func(*engine.Task) error {
		return func(t *engine.Task) error { return e.startServer(t, w) }
	}
	return map[string]func(*engine.Task) error{
		"single":  stand(serverKind{onThread, e.single}),
		"threads": stand(serverKind{onThread, e.threads}),
		"loop":    stand(serverKind{onLoop, e.loop}),
		"servers": func(t *engine.Task) error {
			_, err := network.Serve(t, address, e.backlog, e.answer)
			return err
		},
	}
}

// exchange runs body as the main task, with the server standing.
func exchange(t *testing.T, a backend, stand, body func(*engine.Task) error) {
	t.Helper()
	v := scenarios.Variant{Name: "test", Main: func(t *engine.Task) (string, error) {
		if err := stand(t); err != nil {
			return "", err
		}
		return "", body(t)
	}}
	in, err := Scenario.FromQuery("machine=ideal")
	if err != nil {
		t.Fatal(err)
	}
	r := in.Start(v, a.options).Finish()
	if r.Err != nil {
		t.Errorf("%s: %v", a.name, r.Err)
	}
	for _, left := range r.Report.LeftOpen {
		t.Errorf("%s: left open: %s", a.name, left)
	}
}

// onEachBackend runs a test for each server on each backend.
func onEachBackend(t *testing.T, e *echo, body func(*testing.T, *engine.Task) error) {
	t.Helper()
	for _, a := range backends() {
		for name, stand := range e.servers() {
			t.Run(a.name+"/"+name, func(t *testing.T) {
				exchange(t, a, stand, func(task *engine.Task) error { return body(t, task) })
			})
		}
	}
}
