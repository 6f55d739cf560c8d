package report

import "testing"

func TestSpreads(t *testing.T) {
	var s Spreads
	for seed, text := range []string{
		"p99 500 ms → 42.2 ms, 1,054 calls", "p99 1.2 s → 42.2 ms, 999 calls", "p99 2 min 5 s → 39 ms, 999 calls",
		"5 lost", "5 s lost", "none lost", "12 lost",
		"received 5, 2, 3, 1, 4", "received 1, 2, 3, 4, 5", "received 2, 1, 5, 4, 3", "kept 1, 2, 3", "kept 2, 4, 3",
	} {
		s.add(text, uint64(seed))
	}
	for i, want := range []Spread{
		{Runs: 3, Seed: 0}, {Runs: 2, Seed: 3}, {Runs: 1, Seed: 4}, {Runs: 1, Seed: 5}, {Runs: 3, Seed: 7}, {Runs: 2, Seed: 10},
	} {
		text := []string{"p99 500 ms to 2 min 5 s → 39 ms to 42.2 ms, 999 to 1,054 calls", "5 to 12 lost", "5 s lost", "none lost",
			"received 1 to 5 in different orders", "kept 1 to 2, 2 to 4, 3"}[i]
		if got := s[i]; got.Text() != text || got.Runs != want.Runs || got.Seed != want.Seed {
			t.Errorf("got %q, %d runs, the first %d; want %q, %d, %d", got.Text(), got.Runs, got.Seed, text, want.Runs, want.Seed)
		}
	}
	if len(s) != 6 {
		t.Errorf("%d spreads", len(s))
	}
}
