package charttest

import (
	"testing"

	"overlap/chart/scene"
	"overlap/report"
	"overlap/scenarios"
	"overlap/scenarios/deadlock"
	"overlap/scenarios/fanout"
	"overlap/scenarios/mixed"
	"overlap/scenarios/restaurant"
)

// Run runs a scenario with settings such as "clients", "5" and returns its scene.
func Run(t testing.TB, s *scenarios.Scenario, settings ...string) *scene.Scene {
	t.Helper()
	in := s.New()
	for i := 0; i < len(settings); i += 2 {
		if err := in.Set(settings[i], settings[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	return scene.Of(report.Panels(in.RunAll(scenarios.Options{})))
}

// Pictures are the runs whose charts a person has looked at.
func Pictures(t *testing.T) map[string]*scene.Scene {
	return map[string]*scene.Scene{
		"fanout":     Run(t, fanout.Scenario),
		"restaurant": Run(t, restaurant.Scenario),
		"busy":       Run(t, restaurant.Scenario, "taking", "800ms"),
		"missing":    Run(t, fanout.Scenario, "product", "99"),
		"mixed":      Run(t, mixed.Scenario),
		"deadlock":   Run(t, deadlock.Scenario),
		"backlog":    Run(t, fanout.Scenario, "clients", "100", "backlog", "100"),
	}
}
