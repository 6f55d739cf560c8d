package svg_test

import (
	"regexp"
	"testing"
	"time"

	"overlap/chart/charttest"
	"overlap/chart/scene"
	"overlap/chart/svg"
	"overlap/engine"
	"overlap/internal/golden"
	"overlap/report"
	"overlap/scenarios"
	"overlap/scenarios/fanout"
	"overlap/scenarios/restaurant"
)

func TestPictures(t *testing.T) {
	for name, s := range charttest.Pictures(t) {
		for _, o := range []struct {
			name string
			svg.Options
		}{
			{"880", svg.Options{}},
			{"340", svg.Options{Width: 340}},
			{"file", svg.Options{Style: svg.FileCSS()}},
		} {
			golden.Equal(t, name+"-"+o.name+".svg", []byte(svg.Timeline(s, o.Options)))
		}
	}
}

// Over real sockets every task runs for some microseconds now and then. That must not bring rows into the
// picture that the model's does not have.
func TestSmallCostsAddNoRows(t *testing.T) {
	names := regexp.MustCompile(`class="chart-name"[^>]*>([^<]*)`)
	for _, s := range []*scenarios.Scenario{fanout.Scenario, restaurant.Scenario} {
		in := s.New()
		costs := engine.Costs{Resume: 30 * time.Microsecond, Spawn: 10 * time.Microsecond}
		model := names.FindAllStringSubmatch(svg.Timeline(scene.Of(report.Panels(in.RunAll(scenarios.Options{})), scene.View{}), svg.Options{}), -1)
		real := names.FindAllStringSubmatch(svg.Timeline(scene.Of(report.Panels(in.RunAll(scenarios.Options{Costs: costs})), scene.View{}), svg.Options{}), -1)
		for i := range max(len(model), len(real)) {
			if i >= len(model) || i >= len(real) || model[i][1] != real[i][1] {
				t.Fatalf("%s: rows %q, in the model %q", s.ID, real, model)
			}
		}
	}
}

func benchmark(b *testing.B, settings ...string) {
	s := charttest.Run(b, fanout.Scenario, settings...)
	n := 0
	for b.Loop() {
		n = len(svg.Timeline(scene.Of(s.Panels, scene.View{}), svg.Options{}))
	}
	b.ReportMetric(float64(n), "B/picture")
}

func BenchmarkTimeline(b *testing.B) { benchmark(b) }

// Two variants of 1000 clients are some 24,000 tasks.
func BenchmarkTimelineOfThousands(b *testing.B) { benchmark(b, "clients", "1000") }
