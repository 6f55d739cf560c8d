package view_test

import (
	"testing"

	"overlap/site/view"
)

func TestScore(t *testing.T) {
	for _, c := range []struct{ id, query, want string }{
		{"fanout", "", "Sequential 1.12 s Concurrent 310 ms Speed-up 3.61×"},
		{"fanout", "db=400ms", "Sequential 1.72 s Concurrent 460 ms Speed-up 3.74×"},
		{"fanout", "user=1&product=10", "Sequential 620 ms Concurrent 250 ms Speed-up 2.48×"},
		{"fanout", "variants=concurrent", "Concurrent 310 ms"},
		{"restaurant", "", "One customer at a time 7.5 s One waiter, an event loop 3 s Speed-up 2.5×"},
		{"completed", "", "In the order of the list 1.84 s received 1, 2, 3, 4, 5 As they complete 1.84 s received 5, 2, 3, 1, 4 Speed-up: none 1×"},
		{"hello", "", "Ada alone 1 s greeted Ada Ada, then Bob 1.5 s greeted Ada and Bob Ada and Bob at once 1 s greeted Ada and Bob Speed-up 1.5×"},
		{"hello", "variants=one,concurrent", "Ada alone 1 s greeted Ada Ada and Bob at once 1 s greeted Ada and Bob"},
		{"fanout", "cache=0s&db=0s", "Sequential 0 s Concurrent 0 s"},
	} {
		if got := visibleText(view.Score(results(t, c.id, c.query))); got != c.want {
			t.Errorf("%s?%s: %q, want %q", c.id, c.query, got, c.want)
		}
	}
}

func TestScoreOfFailures(t *testing.T) {
	mustContain(t, visibleText(view.Score(fanout(t, "product=999"))), "Sequential failed after", "Concurrent failed after", "product 999 not found")
	mustContain(t, view.Score(view.Run(sample.New(), 0)), "Fast &lt;try&gt;</strong> failed: sample: &lt;broken&gt; &amp; &#34;gone&#34;")
}
