//go:build !js

package breaker

import (
	"math"
	"testing"
	"time"

	"overlap/scenarios"
)

// seed 0 has the whole story.
func TestFigures(t *testing.T) {
	const ms = time.Millisecond
	for query, want := range map[string][3]struct {
		total time.Duration
		text  string
	}{
		"": {{4000 * ms, "2 ok, 6 failed, 0 rejected"},
			{1500 * ms, "0 ok, 3 failed, 5 rejected; closed → open"},
			{9000 * ms, "2 ok, 6 failed, 5 rejected at first, 0 again; closed → open → half-open → closed"}},
		"calls=6": {{3000 * ms, "1 ok, 5 failed, 0 rejected"},
			{1500 * ms, "0 ok, 3 failed, 3 rejected; closed → open"},
			{8000 * ms, "1 ok, 5 failed, 3 rejected at first, 0 again; closed → open → half-open → closed"}},
		"fails=100%25": {{4000 * ms, "0 ok, 8 failed, 0 rejected"},
			{1500 * ms, "0 ok, 3 failed, 5 rejected; closed → open"},
			{7000 * ms, "0 ok, 4 failed, 5 rejected at first, 4 again; closed → open → half-open → open"}},
		"fails=0%25": {{4000 * ms, "8 ok, 0 failed, 0 rejected"},
			{4000 * ms, "8 ok, 0 failed, 0 rejected; closed"},
			{4000 * ms, "8 ok, 0 failed, 0 rejected; closed"}},
		"together=true": {{500 * ms, "2 ok, 6 failed, 0 rejected"},
			{500 * ms, "2 ok, 6 failed, 0 rejected; closed → open"},
			{500 * ms, "2 ok, 6 failed, 0 rejected; closed → open"}},
		"fails=100%25&healthy=4&shared=true": {{6000 * ms, "4 ok, 8 failed, 0 rejected"},
			{1500 * ms, "0 ok, 3 failed, 9 rejected; closed → open"},
			{7000 * ms, "0 ok, 4 failed, 9 rejected at first, 8 again; closed → open → half-open → open"}},
		"fails=100%25&healthy=4": {{6000 * ms, "4 ok, 8 failed, 0 rejected"},
			{3500 * ms, "4 ok, 3 failed, 5 rejected; closed → open"},
			{9000 * ms, "4 ok, 4 failed, 5 rejected at first, 4 again; closed → open → half-open → open"}},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range in.RunAll(scenarios.Options{}).List {
			if r.Total != want[i].total || r.Outcome() != want[i].text {
				t.Errorf("?%s: %s: %s after %v, want %v", query, r.Variant.Name, r.Outcome(), r.Total, want[i])
			}
		}
	}
}

// The probability is that of three failures in a row among seven calls, counted here by trying all outcomes.
func TestRejection(t *testing.T) {
	c := &client{calls: 8, threshold: 3, fails: 0.7}
	if got := c.rejection(); math.Abs(got-0.7193) > 0.00005 {
		t.Errorf("a rejection has the probability %.5f", got)
	}
	for n := range 12 {
		for threshold := 1; threshold < 6; threshold++ {
			c := &client{threshold: threshold, fails: 0.7}
			if got, want := c.opens(n), probabilityToOpen(n, threshold, 0.7); math.Abs(got-want) > 1e-12 {
				t.Errorf("%d in a row among %d: %v, want %v", threshold, n, got, want)
			}
		}
	}
}

// probabilityToOpen adds up the probabilities of the outcomes of n calls in which enough in a row fail.
func probabilityToOpen(n, threshold int, fails float64) (sum float64) {
	for outcome := range 1 << n {
		p, row, most := 1.0, 0, 0
		for i := range n {
			if outcome>>i&1 == 1 {
				p, row = p*fails, row+1
			} else {
				p, row = p*(1-fails), 0
			}
			most = max(most, row)
		}
		if most >= threshold {
			sum += p
		}
	}
	return sum
}

// The stated probabilities hold with other parameters, too.
func TestChances(t *testing.T) {
	for _, query := range []string{"together=true", "healthy=2&shared=true", "together=true&healthy=2&shared=true",
		"calls=3", "calls=2&threshold=1&fails=40%25", "healthy=3"} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for _, held := range in.Check(t.Context(), scenarios.Options{}, 200, nil) {
			if !held.OK() {
				t.Errorf("?%s: %q held in %d of %d runs: %v", query, held.Claim.Sentence, held.Held, held.Of, held.First)
			}
		}
	}
}
