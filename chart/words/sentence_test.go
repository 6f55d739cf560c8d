package words_test

import (
	"strings"
	"testing"
	"time"

	"overlap/chart/charttest"
	"overlap/chart/scene"
	"overlap/chart/words"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/internal/golden"
	"overlap/report"
	"overlap/scenarios/fanout"
	"overlap/scenarios/gather"
	"overlap/scenarios/restaurant"
)

func TestMain(m *testing.M) { golden.Main(m) }

func TestTables(t *testing.T) {
	for _, name := range []string{"fanout", "missing", "backlog", "mixed", "deadlock"} {
		golden.Equal(t, name+".html", []byte(words.Table(charttest.Pictures(t)[name].Panels)))
	}
}

func TestSentenceOfRuns(t *testing.T) {
	for _, c := range []struct {
		s    *scene.Scene
		want string
	}{
		{charttest.Run(t, fanout.Scenario), "Concurrent finished in 310 ms, 3.61 times as fast as Sequential (1.12 s), because up to four waits overlapped."},
		{charttest.Run(t, restaurant.Scenario), "“One waiter, an event loop” finished in 3 s, 2.5 times as fast as “One customer at a time” (7.5 s), because up to four waits overlapped."},
		{charttest.Run(t, restaurant.Scenario, "customers", "1=3s"), "“One customer at a time” and “One waiter, an event loop” both took 3 s."},
		{charttest.Run(t, fanout.Scenario, "clients", "5"), "Concurrent finished in 310 ms, 3.61 times as fast as Sequential (1.12 s), because up to 20 waits overlapped instead of five."},
	} {
		if got := words.Sentence(c.s); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// A caption does not say again what stands beside the picture: it says why, and what else went on.
func TestCaptionSaysWhatTotalsDoNot(t *testing.T) {
	for _, c := range []struct {
		s    *scene.Scene
		want string
	}{
		{charttest.Run(t, fanout.Scenario), "Up to four waits of Concurrent overlapped."},
		{charttest.Run(t, fanout.Scenario, "clients", "5"), "Up to 20 waits of Concurrent overlapped instead of five."},
		{charttest.Run(t, restaurant.Scenario, "customers", "1=3s"), ""},
		{charttest.Run(t, gather.Scenario), "What gather left went on until 2 s. What “gather, a 500 is an error” left went on until 2 s."},
		{scene.Of(nil, scene.View{}), ""},
	} {
		if _, got := words.Sentences(c.s); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestSentenceIsHonest(t *testing.T) {
	took := func(title string, ms int, failed string) scene.Panel {
		return scene.Panel{Title: title, Summary: summary.Of(&trace.Trace{}), Total: time.Duration(ms) * time.Millisecond, Failed: failed}
	}
	for _, c := range []struct {
		panels []scene.Panel
		apart  string // titles of those that did other work
		want   string
	}{
		{nil, "", "Nothing has run."},
		{[]scene.Panel{took("A", 20, "")}, "", "A took 20 ms."},
		{[]scene.Panel{took("A", 20, ""), took("B", 30, "")}, "", "B took 30 ms, 1.5 times as long as A (20 ms)."},
		{[]scene.Panel{took("A", 20, ""), took("B", 10, "")}, "", "B finished in 10 ms, 2 times as fast as A (20 ms)."},
		{[]scene.Panel{took("A", 1000, ""), took("B", 1001, "")}, "", "A and B both took 1 s."},
		{[]scene.Panel{took("A", 0, ""), took("B", 0, "")}, "", "A and B both took 0 s."},
		{[]scene.Panel{took("A", 0, ""), took("B", 5, "")}, "", "B took 5 ms, A no time at all."},
		{[]scene.Panel{took("A", 5, ""), took("B", 0, "")}, "", "B took no time at all, A 5 ms."},
		{[]scene.Panel{took("A", 20, "no\nanswer."), took("B", 10, "")}, "", "B finished in 10 ms; A failed after 20 ms (no\uFFFDanswer)."},
		{[]scene.Panel{took("A", 20, ""), took("B", 10, "lost")}, "", "B failed after 10 ms (lost); A took 20 ms."},
		{[]scene.Panel{took("A", 20, "x"), took("B", 10, "y")}, "", "A failed after 20 ms (x). B failed after 10 ms (y)."},
		{[]scene.Panel{took("A", 20, ""), took("B", 10, ""), took("C", 5, "")}, "BC", "A took 20 ms. B took 10 ms. C took 5 ms."},
		{[]scene.Panel{took("A", 5, ""), took("B", 20, ""), took("C", 10, ""), took("D", 1, "")}, "AD",
			"C finished in 10 ms, 2 times as fast as B (20 ms). A took 5 ms. D took 1 ms."},
		{[]scene.Panel{took("A", 20, ""), took("B", 10, "")}, "B", "A took 20 ms. B took 10 ms."},
		{[]scene.Panel{took("A", 20, ""), took("B C", 15, ""), took("D", 10, "")}, "", "D finished in 10 ms, 2 times as fast as A (20 ms). “B C” took 15 ms."},
	} {
		report.Compare(c.panels, func(i int) bool { return strings.Contains(c.apart, c.panels[i].Title) })
		if got := words.Sentence(scene.Of(c.panels, scene.View{})); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}
