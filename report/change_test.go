package report_test

import (
	"testing"

	"overlap/report"
	"overlap/scenarios"
	"overlap/scenarios/all"
)

func ranWith(t *testing.T, id, query string) *scenarios.Results {
	t.Helper()
	in, err := all.Find(id).FromQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return in.RunAll(scenarios.Options{})
}

// What the reader is told of two runs.
func TestChanges(t *testing.T) {
	for _, c := range []struct {
		id, before, after string
		want              []string
	}{
		{"fanout", "", "db=400ms", []string{
			"Sequential: 1.12 s → 1.72 s, 1.54× slower, because its waits add up to 1.72 s instead of 1.12 s",
			"Concurrent: 310 ms → 460 ms, 1.48× slower, because its waits, up to 4 at once, add up to 1.72 s instead of 1.12 s",
		}},
		{"fanout", "db=400ms", "db=400ms", []string{"Sequential: 1.72 s, as before", "Concurrent: 460 ms, as before"}},
		{"race", "", "tasks=5", []string{
			"No lock: 10 ms, as before",
			"A lock around all of it: 100 ms → 50 ms, 2× faster, because its waits add up to 50 ms instead of 100 ms; result “10” → “5”",
			"A lock, the pause outside it: 10 ms, as before; result “10” → “5”",
		}},
		{"semaphore", "", "permits=5", []string{
			"All at once: 100 ms, as before",
			"With a permit each: 400 ms → 200 ms, 2× faster, because up to 5 waits overlapped instead of 3",
			"One by one: 1 s, as before",
		}},
		{"deadlock", "", "late=500ms", []string{
			"Opposite orders, with a timeout: 1 s → 600 ms, 1.67× faster",
			"Opposite orders, no timeout: failed after 100 ms → 600 ms",
			"Both take lock1 first: 200 ms → 600 ms, 3× slower",
		}},
	} {
		list := report.Changes(report.Keep(ranWith(t, c.id, c.before)), ranWith(t, c.id, c.after))
		for i, got := range list {
			if text := got.Title + ": " + got.Text; i >= len(c.want) || text != c.want[i] {
				t.Errorf("%s, %q → %q: %s", c.id, c.before, c.after, text)
			}
		}
	}
}
