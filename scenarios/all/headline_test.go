package all

import (
	"strings"
	"testing"

	"overlap/internal/golden"
	"overlap/report"
	"overlap/scenarios"
)

// The headlines of all scenarios' defaults and presets, to be read as a learner reads them.
func TestHeadlines(t *testing.T) {
	var b strings.Builder
	write := func(s *scenarios.Scenario, name, query string) {
		in, err := s.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		h := report.Headline(in.RunAll(scenarios.Options{}))
		b.WriteString("  " + name + "\n    " + h.Text + "\n    " + h.About + "\n    " + h.Tone.String())
		if h.Wrong != nil {
			b.WriteString(", wrong: " + strings.Join(h.Wrong, ", "))
		}
		b.WriteString("\n")
	}
	for _, s := range List() {
		b.WriteString(s.ID + "\n")
		write(s, "as it is", "")
		for _, p := range s.New().Presets() {
			write(s, p.Name, p.Query)
		}
	}
	golden.Equal(t, "headlines.txt", []byte(b.String()))
}
