package all

import (
	"strings"
	"testing"

	"overlap/internal/golden"
	"overlap/report"
	"overlap/scenarios"
)

// The headlines of a scenario's defaults and presets, to be read as a learner reads them.
func TestHeadlines(t *testing.T) {
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		text := headlineOf(t, s, "as it is", "")
		for _, p := range s.New().Presets() {
			text += headlineOf(t, s, p.Name, p.Query)
		}
		golden.EqualIn(t, "../"+s.ID, "headline.txt", []byte(text))
	})
}

func headlineOf(t *testing.T, s *scenarios.Scenario, name, query string) string {
	t.Helper()
	in, err := s.FromQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	h := report.Headline(in.RunAll(scenarios.Options{}))
	text := name + "\n  " + h.Text + "\n  " + h.About + "\n  " + h.Tone.String()
	if h.Wrong != nil {
		text += ", wrong: " + strings.Join(h.Wrong, ", ")
	}
	return text + "\n"
}
