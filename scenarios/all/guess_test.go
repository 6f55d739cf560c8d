package all

import (
	"strings"
	"testing"
	"unicode/utf8"

	"overlap/scenarios"
)

// maxAsk is how many characters of a question fit into two lines of the stage.
const maxAsk = 110

// Every scenario asks something before it shows its run. What it shows meanwhile, the end of the axis among it, is not the
// answer.
func TestGuesses(t *testing.T) {
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		rs := s.New().RunAll(scenarios.Options{})
		g := rs.Guess()
		if g.Ask == "" || !strings.HasSuffix(g.Ask, "?") || utf8.RuneCountInString(g.Ask) > maxAsk {
			t.Fatalf("it asks %q, want a question of at most %d characters", g.Ask, maxAsk)
		}
		if len(g.Choices) > 0 {
			t.Logf("%s %q of %q", g.Ask, g.Choices[g.Right], g.Choices)
			if len(g.Choices) < 2 || len(g.Choices) > scenarios.MaxChoices || g.Variant != "" {
				t.Errorf("choices %q, and variant %q", g.Choices, g.Variant)
			}
			return
		}
		t.Logf("%s %v", g.Ask, g.At)
		longest := rs.List[0].Total
		for _, r := range rs.List {
			longest = max(longest, r.Total)
		}
		if g.At <= 0 || g.At > longest*9/10 {
			t.Errorf("the answer is %v on an axis of %v", g.At, longest)
		}
	})
}

// With whatever settings, and with variants hidden, the answer is one of those offered, or nobody is asked.
func TestGuessesOfPresets(t *testing.T) {
	each(t, func(t *testing.T, s *scenarios.Scenario) {
		for _, p := range s.New().Presets() {
			in, err := s.FromQuery(p.Query)
			if err != nil {
				t.Fatal(err)
			}
			rs := in.RunAll(scenarios.Options{})
			checkGuess(t, p.Name, rs)
			for i := range rs.List {
				one := *rs
				one.List = rs.List[i : i+1]
				checkGuess(t, p.Name+", "+rs.List[i].Variant.Name+" alone", &one)
			}
		}
	})
}

func checkGuess(t *testing.T, when string, rs *scenarios.Results) {
	t.Helper()
	g := rs.Guess()
	if g.Ask == "" {
		return
	}
	if g.Variant != "" && (rs.Well(g.Variant) == nil || g.At < 0) || g.Variant == "" && g.Right >= len(g.Choices) {
		t.Errorf("%s: %+v", when, g)
	}
}
