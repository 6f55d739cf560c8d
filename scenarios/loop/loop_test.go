package loop

import (
	"slices"
	"testing"
	"time"

	"overlap/scenarios"
)

func TestStory(t *testing.T) {
	rs := Scenario.New().RunAll(scenarios.Options{})
	for i, polls := range []string{"300,000", "4"} {
		r := rs.List[i]
		var got []string
		for _, log := range r.Summary().Logs {
			got = append(got, time.Duration(log.At).String()+" "+log.Text)
		}
		want := []string{"0s start slow", "0s start fast", "0s start middle", "100ms resume fast",
			"200ms resume middle", "300ms resume slow", "300ms looks at the clock: " + polls}
		if !slices.Equal(got, want) || r.Value != "fast, timer, middle, slow" {
			t.Errorf("%s, %s:\ngot  %q\nwant %q", r.Variant.Name, r.Value, got, want)
		}
	}
}

func TestFigures(t *testing.T) {
	ms := time.Millisecond
	for query, want := range map[string]struct {
		polling, sleeping time.Duration
		order             string
	}{
		"poll=70ms":           {350 * ms, 300 * ms, "fast, timer, middle, slow"}, // looks at 140, 210, 280 and 350 ms
		"poll=100ms":          {300 * ms, 300 * ms, "fast, timer, middle, slow"},
		"tasks=&timer=0s":     {0, 0, "timer"},
		"tasks=a=0s&timer=0s": {0, 0, "timer, a"},
		"tasks=a=200ms;b=200ms;c=200ms&timer=200ms":       {200 * ms, 200 * ms, "timer, a, b, c"},
		"tasks=a=500ms;b=400ms;timer=500ms&timer=1.5ms":   {500 * ms, 500 * ms, "timer, b, a, timer"},
		"tasks=a=3ms;b=2ms;c=1ms&timer=400ms&poll=10ms":   {400 * ms, 400 * ms, "c, b, a, timer"},
		"tasks=slow=500ms;fast=0s&timer=0s&poll=7us":      {500003 * time.Microsecond, 500 * ms, "timer, fast, slow"},
		"tasks=slow=500ms&timer=400ms&poll=100ms":         {500 * ms, 500 * ms, "timer, slow"},
		"tasks=slow=500ms&timer=250ms&poll=100ms":         {500 * ms, 500 * ms, "timer, slow"},
		"tasks=fast=150ms;faster=50ms&timer=150.000001ms": {150001 * time.Microsecond, 150000001, "faster, fast, timer"},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		rs := in.RunAll(scenarios.Options{})
		if p, s := rs.Of("polling"), rs.Of("sleeping"); p.Total != want.polling || s.Total != want.sleeping || p.Value != want.order || s.Value != want.order {
			t.Errorf("?%s takes %v and %v, in the order %s and %s; want %+v", query, p.Total, s.Total, p.Value, s.Value, want)
		}
	}
}

func BenchmarkPolling(b *testing.B) {
	in, err := Scenario.FromQuery("tasks=slow=500ms")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		in.Start(in.Variants()[0], scenarios.Options{}).Finish()
	}
}
