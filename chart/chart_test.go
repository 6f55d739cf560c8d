package chart_test

import (
	"regexp"
	"testing"
	"time"

	"overlap/chart"
	"overlap/engine"
	"overlap/internal/golden"
	"overlap/panel"
	"overlap/scenarios"
	"overlap/scenarios/deadlock"
	"overlap/scenarios/fanout"
	"overlap/scenarios/mixed"
	"overlap/scenarios/restaurant"
)

func TestMain(m *testing.M) { golden.Main(m) }

// run runs a scenario with settings such as "clients", "5" and returns its panels.
func run(t testing.TB, s *scenarios.Scenario, settings ...string) []chart.Panel {
	t.Helper()
	in := s.New()
	for i := 0; i < len(settings); i += 2 {
		if err := in.Set(settings[i], settings[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	return panel.Of(in.RunAll(scenarios.Options{}))
}

// pictures are the runs whose charts a person has looked at.
func pictures(t *testing.T) map[string][]chart.Panel {
	return map[string][]chart.Panel{
		"fanout":     run(t, fanout.Scenario),
		"restaurant": run(t, restaurant.Scenario),
		"busy":       run(t, restaurant.Scenario, "taking", "800ms"),
		"missing":    run(t, fanout.Scenario, "product", "99"),
		"mixed":      run(t, mixed.Scenario),
		"deadlock":   run(t, deadlock.Scenario),
		"backlog":    run(t, fanout.Scenario, "clients", "100", "backlog", "100"),
	}
}

func TestPictures(t *testing.T) {
	for name, panels := range pictures(t) {
		for _, o := range []struct {
			name string
			chart.Options
		}{
			{"880", chart.Options{}},
			{"340", chart.Options{Width: 340}},
			{"card", chart.Options{Compact: true}},
			{"file", chart.Options{Standalone: true}},
		} {
			golden.Equal(t, name+"-"+o.name+".svg", []byte(chart.Timeline(panels, o.Options)))
		}
	}
}

func TestTerminalPictures(t *testing.T) {
	for name, panels := range pictures(t) {
		golden.Equal(t, name+"-80.txt", []byte(chart.Terminal(panels, chart.TerminalOptions{})))
		golden.Equal(t, name+"-120.txt", []byte(chart.Terminal(panels, chart.TerminalOptions{Width: 120})))
	}
	panels := run(t, restaurant.Scenario, "taking", "800ms")
	golden.Equal(t, "busy-ascii.txt", []byte(chart.Terminal(panels, chart.TerminalOptions{ASCII: true})))
	golden.Equal(t, "busy-color.txt", []byte(chart.Terminal(panels, chart.TerminalOptions{Color: true})))
}

func TestTables(t *testing.T) {
	for _, name := range []string{"fanout", "missing", "backlog", "mixed", "deadlock"} {
		golden.Equal(t, name+".html", []byte(chart.Table(pictures(t)[name])))
	}
}

// Over real sockets every task runs for some microseconds now and then. That must not bring rows into the
// picture that the model's does not have.
func TestSmallCostsAddNoRows(t *testing.T) {
	names := regexp.MustCompile(`class="chart-name"[^>]*>([^<]*)`)
	for _, s := range []*scenarios.Scenario{fanout.Scenario, restaurant.Scenario} {
		in := s.New()
		costs := engine.Costs{Resume: 30 * time.Microsecond, Spawn: 10 * time.Microsecond}
		model := names.FindAllStringSubmatch(chart.Timeline(panel.Of(in.RunAll(scenarios.Options{})), chart.Options{}), -1)
		real := names.FindAllStringSubmatch(chart.Timeline(panel.Of(in.RunAll(scenarios.Options{Costs: costs})), chart.Options{}), -1)
		for i := range max(len(model), len(real)) {
			if i >= len(model) || i >= len(real) || model[i][1] != real[i][1] {
				t.Fatalf("%s: rows %q, in the model %q", s.ID, real, model)
			}
		}
	}
}
