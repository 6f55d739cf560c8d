package view_test

import (
	"strings"
	"testing"
	"time"

	"overlap/scenarios"
	"overlap/site/view"
)

// The headline comes first, then the totals, and what variants returned where it differs.
func TestScore(t *testing.T) {
	for _, c := range []struct{ id, query, want string }{
		{"fanout", "", "3.61× faster Sequential 1.12 s → Concurrent 310 ms Sequential 1.12 s Concurrent 310 ms"},
		{"fanout", "variants=concurrent", "Takes 310 ms Concurrent Sequential Show Concurrent 310 ms"},
		{"fanout", "cache=0s&db=0s", "Both take no time Sequential · Concurrent Sequential 0 s Concurrent 0 s"},
		{"completed", "", "First result 1.63 s → 1.03 s In the order of the list 1.84 s → As they complete 1.84 s In the order of the list 1.84 s received 1, 2, 3, 4, 5 As they complete 1.84 s received 5, 2, 3, 1, 4"},
		{"hello", "variants=one,concurrent", "1 s · 1 s Ada alone · Ada and Bob at once Ada alone 1 s greeted Ada Ada, then Bob Show Ada and Bob at once 1 s greeted Ada and Bob"},
	} {
		if got := visibleText(view.Score(results(t, c.id, c.query))); got != c.want {
			t.Errorf("%s?%s: %q, want %q", c.id, c.query, got, c.want)
		}
	}
}

// The one run of a program of the reader's own is named in its picture, and its total is the headline: neither is said again.
func TestScoreOfASingleRun(t *testing.T) {
	alone := scenarios.Recording("lab", "fanout.py", scenarios.Recorded{Title: "fanout.py", Trace: fanout(t, "").List[0].Trace})
	if got := visibleText(view.Score(view.Run(alone.New(), 0))); got != "Takes 1.12 s" {
		t.Errorf("%q", got)
	}
}

// A result that is wrong is marked as such, also where no other variant says what is right.
func TestScoreOfWrongResults(t *testing.T) {
	const wrong = `</dt><dd>10 ms</dd><dd class="said">1</dd></div>`
	mustContain(t, view.Score(results(t, "race", "")), `<p class="headline bad"><strong>9 of 10 updates lost</strong>`, `<div class="total wrong"><dt>No lock<`, wrong,
		`<div class="total"><dt>A lock around all of it<`, `</dt><dd>100 ms</dd><dd class="said">10</dd></div>`)
	mustContain(t, view.Score(results(t, "race", "variants=bare")), `<div class="total wrong"><dt>No lock`+wrong)
}

// Each variant can be hidden but the last, and one that is hidden is named beside the others.
func TestScoreOfHiddenVariants(t *testing.T) {
	mustContain(t, view.Score(fanout(t, "")), `aria-label="Hide Sequential"`, `aria-label="Hide Concurrent"`)
	html := view.Score(fanout(t, "variants=sequential"))
	mustContain(t, html, `aria-label="Show Concurrent"`)
	if strings.Contains(html, "Hide ") {
		t.Error("the last variant can be hidden")
	}
}

func TestScoreOfFailures(t *testing.T) {
	mustContain(t, visibleText(view.Score(fanout(t, "product=999"))), "2 of 2 variants failed", "Sequential failed after", "Concurrent failed after", "product 999 not found")
	mustContain(t, view.Score(view.Run(sample.New(), 0)), "“Fast &lt;try&gt;” failed</strong> <span>sample: &lt;broken&gt; &amp; &#34;gone&#34;")
}

// Before a variant's end its total counts, in as many digits as its end will have; from its end on the total stands.
func TestSoFar(t *testing.T) {
	rs := fanout(t, "")
	for _, c := range []struct {
		at                     time.Duration
		sequential, concurrent string
	}{
		{0, "0.00 s", "0 ms"}, {60 * ms, "0.06 s", "60 ms"}, {310 * ms, "0.31 s", ""}, {1119 * ms, "1.12 s", ""}, {view.End, "", ""},
	} {
		if a, b := view.SoFar(rs.List[0], c.at), view.SoFar(rs.List[1], c.at); a != c.sequential || b != c.concurrent {
			t.Errorf("at %v: %q and %q", c.at, a, b)
		}
	}
}
