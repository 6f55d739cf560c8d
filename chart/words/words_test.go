package words

import (
	"math"
	"strings"
	"testing"
	"time"

	"overlap/chart/scene"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/engine/trace/tracetest"
	"pgregory.net/rapid"
)

func TestAxisIsCountable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		span := time.Duration(rapid.Int64Range(1, math.MaxInt64).Draw(t, "span"))
		span >>= rapid.IntRange(0, 62).Draw(t, "shorter")
		n := rapid.IntRange(1, 40).Draw(t, "n")
		step := timeStep(max(span, 1), n)
		if step <= 0 || int(span/step) > n {
			t.Fatalf("steps of %v in %v are more than %d", step, span, n)
		}
		seen := map[string]bool{}
		for k := range min(time.Duration(n), span/step) + 1 {
			label := UnitWords(scene.Time, int64(k*step))
			if seen[label] {
				t.Fatalf("%q stands twice on an axis of %v with steps of %v", label, span, step)
			}
			seen[label] = true
		}
	})
}

func TestAxisOfAllTime(t *testing.T) {
	if step := timeStep(math.MaxInt64, 1); math.MaxInt64/step > 1 {
		t.Errorf("steps of %v", step)
	}
}

func TestAxisLabels(t *testing.T) {
	for _, c := range []struct {
		span time.Duration
		n    int
		want string
	}{
		{1120 * time.Millisecond, 9, "0 s, 200 ms, 400 ms, 600 ms, 800 ms, 1 s"},
		{7500 * time.Millisecond, 8, "0 s, 1 s, 2 s, 3 s, 4 s, 5 s, 6 s, 7 s"},
		{3 * time.Second, 8, "0 s, 500 ms, 1 s, 1.5 s, 2 s, 2.5 s, 3 s"},
		{2500 * time.Microsecond, 3, "0 s, 1 ms, 2 ms"},
		{2 * time.Minute, 4, "0 s, 30 s, 1 min, 1 min 30 s, 2 min"},
	} {
		step := timeStep(c.span, c.n)
		var labels []string
		for at := time.Duration(0); at <= c.span; at += step {
			labels = append(labels, UnitWords(scene.Time, int64(at)))
		}
		if got := strings.Join(labels, ", "); got != c.want {
			t.Errorf("%v in at most %d steps: %s, want %s", c.span, c.n, got, c.want)
		}
	}
}

func TestTextOfOthersIsHarmless(t *testing.T) {
	if got := string(appendEscaped(nil, "<a \"b\" & \x1b[31m\x00\u202e\xffc>")); got != "&lt;a &quot;b&quot; &amp; \uFFFD[31m\uFFFD\uFFFD\uFFFDc&gt;" {
		t.Errorf("got %q", got)
	}
}

// The table says when a thing got its states, and of the state in which the run leaves it no end that is only drawn.
func TestTableOfStates(t *testing.T) {
	s := (&tracetest.Story{}).Made(1, 0, "main").Runs(1).Status(1, "breaker", "closed", trace.Good).Sleeps(1, 60).Until(60).Runs(1)
	s.Status(1, "breaker", "open", trace.Bad).Ends(1, trace.TaskDone, "")
	table := Table([]scene.Panel{{Title: "A", Summary: summary.Of(s.Valid(t)), Total: 60 * time.Millisecond}})
	if want := "2 states; closed 0 s–60 ms; open from 60 ms<"; !strings.Contains(table, want) {
		t.Errorf("it has not %q: %s", want, table)
	}
}
