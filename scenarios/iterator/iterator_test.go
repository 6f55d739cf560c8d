package iterator

import (
	"strconv"
	"testing"
	"time"

	"overlap/scenarios"
)

func TestFigures(t *testing.T) {
	for query, want := range map[string]struct {
		total time.Duration
		reads string
		beats int
	}{
		"":                     {500 * time.Millisecond, "lines: 5, reads: 6", 49},
		"lines=1&gap=500ms":    {500 * time.Millisecond, "lines: 1, reads: 2", 49},
		"beat=5ms":             {500 * time.Millisecond, "lines: 5, reads: 6", 99},
		"beat=7ms":             {500 * time.Millisecond, "lines: 5, reads: 6", 71},
		"lines=0":              {0, "lines: 0, reads: 1", 0},
		"lines=3&gap=0s":       {0, "lines: 3, reads: 4", 0},
		"beat=250ms":           {500 * time.Millisecond, "lines: 5, reads: 6", 2}, // the second before the last line
		"lines=20&beat=600ms":  {2 * time.Second, "lines: 20, reads: 21", 3},
		"lines=20&gap=50ms":    {time.Second, "lines: 20, reads: 21", 99},
		"lines=5&gap=5ms":      {25 * time.Millisecond, "lines: 5, reads: 6", 2},
		"lines=20&gap=500ms":   {10 * time.Second, "lines: 20, reads: 21", 999},
		"gap=10ms&beat=10ms":   {50 * time.Millisecond, "lines: 5, reads: 6", 4}, // the reader began to wait first
		"gap=500ms&beat=500ms": {2500 * time.Millisecond, "lines: 5, reads: 6", 4},
	} {
		in, err := Scenario.FromQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range in.RunAll(scenarios.Options{}).List {
			logs := r.Summary().Logs
			said, beats := logs[len(logs)-1].Text, []int{want.beats, 0}[i]
			if r.Total != want.total || r.Value != want.reads || said != "the end: the heart beat "+strconv.Itoa(beats)+" times" {
				t.Errorf("?%s: %s took %v: %s, %s; want %v and %d beats", query, r.Variant.Name, r.Total, r.Value, said, want.total, beats)
			}
		}
	}
}
