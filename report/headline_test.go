package report_test

import (
	"errors"
	"testing"
	"time"

	"overlap/engine"
	"overlap/report"
	"overlap/scenarios"
)

// takes returns a variant that takes a time, and fails after it when err is not nil.
func takes(d time.Duration, err error) scenarios.Main {
	return func(t *engine.Task) (string, error) {
		t.Sleep(d)
		return "", err
	}
}

// Without a headline of a scenario's own the times are compared, and never by a factor of one.
func TestHeadlineOfTimes(t *testing.T) {
	const s = time.Second
	gone := errors.New("the server is gone")
	for _, c := range []struct {
		a, b        scenarios.Main
		text, about string
		tone        scenarios.Tone
	}{
		{takes(2*s, nil), takes(s, nil), "2× faster", "Before 2 s → After 1 s", scenarios.Good},
		{takes(s, nil), takes(3*s, nil), "3× slower", "Before 1 s → After 3 s", scenarios.Bad},
		{takes(s, nil), takes(s+time.Millisecond, nil), "Both take 1 s", "Before · After", scenarios.Plain},
		{takes(s, nil), takes(0, nil), "1 s → 0 s", "Before 1 s → After 0 s", scenarios.Plain},
		{takes(0, nil), takes(0, nil), "Both take no time", "Before · After", scenarios.Plain},
		{takes(s, nil), takes(s, gone), "“After” failed", "the server is gone", scenarios.Bad},
		{takes(s, gone), takes(s, gone), "2 of 2 variants failed", "Before: the server is gone", scenarios.Bad},
	} {
		x := &scenarios.Scenario{ID: "small", Title: "Small", Declare: func(d *scenarios.Declaration) {
			d.Variant("before", "Before", c.a)
			d.Variant("after", "After", c.b)
		}}
		got := report.Headline(x.New().RunAll(scenarios.Options{}))
		if got.Text != c.text || got.About != c.about || got.Tone != c.tone {
			t.Errorf("got %q, want %q, %q, %v", got, c.text, c.about, c.tone)
		}
	}
	if got := report.Headline(&scenarios.Results{}); got.Text != "Nothing has run" {
		t.Errorf("of nothing: %q", got)
	}
}
