package view_test

import (
	"strings"
	"testing"
	"time"

	"overlap/chart/svg"
	"overlap/site/view"
)

func TestLoop(t *testing.T) {
	rs := fanout(t, "")
	mustContain(t, visibleText(view.Loop(rs, 100*ms)), "Running none: asleep until 310 ms Ready, in this order none",
		"Timers, the soonest first 4 250 ms db inventory:20", "310 ms db user:2 db product:20", "for a client of api :9000 api")
	mustContain(t, visibleText(view.Loop(rs, 500*ms)), "Concurrent Over since 310 ms")
	mustContain(t, visibleText(view.Loop(rs, view.End)), "it had nothing to do but wait", "Play, step or scrub")
}

// The waiter who takes orders is busy: the panel names who keeps the loop, and who could go on.
func TestLoopThatIsBusy(t *testing.T) {
	rs := results(t, "restaurant", "taking=1s&variants=concurrent")
	mustContain(t, visibleText(view.Loop(rs, 1500*ms)), "Running 1 customer 2", "Ready, in this order 2 customer 3 customer 4",
		"Timers, the soonest first 1 4 s customer 1", "Waiting 1 for all of 4 tasks waiter")
	mustContain(t, visibleText(view.Loop(rs, view.End)), "The loop was busy for 4 s of it; the longest turn took 1 s: customer 1.")
}

// Two threads can work at once, and the loop has nothing to do; under the interpreter lock one of them waits.
func TestLoopBesideThreads(t *testing.T) {
	rs := results(t, "mixed", "jobs=2&variants=threads,free")
	mustContain(t, visibleText(view.Loop(rs, 12*ms)), "Running 1 threads 1 job 1 thread", "for the GIL threads 2 job 2",
		"Running 2 threads 1 job 1 thread threads 2 job 2 thread")
}

// Threads that compute are no waiting, though the loop has nothing to do meanwhile.
func TestLoopThatWaitsForThreads(t *testing.T) {
	mustContain(t, visibleText(view.Loop(results(t, "gil", ""), view.End)), "Tasks: 5, in 160 ms. The loop was never busy: the work was done beside it, in threads or processes.")
}

// A task's token is the same wherever the task goes.
func TestTokens(t *testing.T) {
	rs := results(t, "restaurant", "taking=1s&variants=concurrent")
	for _, at := range []time.Duration{500 * ms, 1500 * ms, 2500 * ms} {
		if n := strings.Count(view.Loop(rs, at), `data-token="concurrent 3"`); n != 1 {
			t.Errorf("at %v the second customer has %d tokens", at, n)
		}
	}
}

// xOf returns the x of an instant of a picture whose panels share an axis.
func xOf(l *svg.Layout, at time.Duration) float64 {
	return l.Plot.Left + (l.Plot.Right-l.Plot.Left)*float64(at)/float64(l.Span)
}

func TestTipOfALock(t *testing.T) {
	rs := results(t, "mixed", "variants=threads")
	l := view.Layout(rs, view.Picture{}, 880)
	for y := 0.0; y < l.Height; y += 4 {
		if view.Tip(rs, l, xOf(l, 7*ms), y) == "<strong>GIL</strong> is held by job 2<br>5 ms – 10 ms (5 ms)" {
			return
		}
	}
	t.Error("no position says who holds the GIL")
}

func TestListsAreBounded(t *testing.T) {
	rs := fanout(t, "clients=300&variants=concurrent")
	loop := view.Loop(rs, 100*ms)
	for _, place := range strings.Split(loop, `class="tokens"`) {
		if n := strings.Count(place, "<li data-token"); n > 12 {
			t.Errorf("%d tasks are listed together", n)
		}
	}
	mustContain(t, visibleText(loop), "more")
	log := view.Log(rs, view.Picture{}, view.End)
	if n := strings.Count(log, "<tr>"); n > 201 {
		t.Errorf("%d lines are logged", n)
	}
	mustContain(t, visibleText(log), "400 earlier lines. Zoom in, or move the playhead, to see them")
}

func TestLog(t *testing.T) {
	rs := results(t, "restaurant", "variants=concurrent")
	want := "0 s customer 1 order 1 taken 0 s customer 2 order 2 taken 0 s customer 3 order 3 taken 0 s customer 4 order 4 taken " +
		"1 s customer 2 dinner 2 ready 1.5 s customer 4 dinner 4 ready 2 s customer 3 dinner 3 ready 3 s customer 1 dinner 1 ready"
	mustContain(t, visibleText(view.Log(rs, view.Picture{}, view.End)), want)
	now := visibleText(view.Log(rs, view.Picture{}, 1500*ms))
	mustContain(t, now, "1.5 s customer 4 dinner 4 ready 2 lines to come")
	if strings.Contains(now, "dinner 3 ready") {
		t.Error("the log knows the future:", now)
	}
	mustContain(t, visibleText(view.Log(fanout(t, ""), view.Picture{}, view.End)), "60 ms cache user:2 MISS 60 ms cache product:20 MISS")
	mustContain(t, visibleText(view.Log(fanout(t, "user=1&product=10"), view.Picture{}, view.End)), "Nothing was logged.")
}

// The log is of the stretch that the chart shows, with both ends, and counts what is outside.
func TestLogOfAStretch(t *testing.T) {
	rs := results(t, "restaurant", "variants=concurrent")
	var pic view.Picture
	pic.From, pic.To = 1000*ms, 2000*ms
	zoomed := "4 earlier lines Time Task What 1 s customer 2 dinner 2 ready 1.5 s customer 4 dinner 4 ready 2 s customer 3 dinner 3 ready 1 later line"
	for at, want := range map[time.Duration]string{
		view.End:  zoomed,
		2500 * ms: strings.Replace(zoomed, "1 later line", "1 line to come", 1),
		1200 * ms: "4 earlier lines Time Task What 1 s customer 2 dinner 2 ready 3 lines to come",
		500 * ms:  "4 earlier lines Time Task What 4 lines to come",
	} {
		if got := visibleText(view.Log(rs, pic, at)); !strings.HasSuffix(got, want) {
			t.Errorf("at %v: %s\nwant %s", at, got, want)
		}
	}
}

// A timeout ends a scope and not the task: the log says so beside what the task logged itself.
func TestLogOfCaughtCancellations(t *testing.T) {
	rs := results(t, "timeouts", "variants=per-call")
	if len(rs.List) != 1 || len(rs.List[0].Summary().Caught) == 0 {
		t.Fatal("nothing was caught")
	}
	mustContain(t, visibleText(view.Log(rs, view.Picture{}, view.End)), "1.5 s C cleaning up caught its cancellation: timeout of 1.5 s")
}

func TestTable(t *testing.T) {
	got := visibleText(view.Table(fanout(t, "seed=7")))
	mustContain(t, got, "Sequential 1.12 s", "Concurrent 310 ms", "Ergonomic Mouse", "Seed 7")
	mustContain(t, view.Table(view.Run(sample.New(), 0)), "<code>&lt;done&gt;</code>", "error: sample: &lt;broken&gt;")
}

func TestTip(t *testing.T) {
	rs := fanout(t, "")
	l := view.Layout(rs, view.Picture{}, 880)
	found := map[string]bool{}
	for y := 0.0; y < l.Height; y += 4 {
		found[view.Tip(rs, l, xOf(l, 100*ms), y)] = true
	}
	for _, want := range []string{"<strong>db user:2</strong> is answering<br>60 ms – 310 ms (250 ms)", "<strong>db inventory:20</strong> is answering<br>0 s – 250 ms (250 ms)"} {
		if !found[want] {
			t.Errorf("no position says %q, but: %v", want, found)
		}
	}
	if tip := view.Tip(rs, l, -10, -10); tip != "" {
		t.Errorf("outside of the picture: %q", tip)
	}
}

// Whoever points at a cross reads what went wrong, and at a bar that others ended, who did.
func TestTipSaysWhyItEnded(t *testing.T) {
	rs := results(t, "gather", "variants=gather")
	l, found := view.Layout(rs, view.Picture{}, 880), ""
	for y := 0.0; y < l.Height; y += 4 {
		found += view.Tip(rs, l, xOf(l, 500*ms), y) + "\n"
	}
	mustContain(t, found, "<strong>A</strong> waits for time to pass<br>0 s – 500 ms (500 ms), gather.go line ", "<br><b>✕ failed</b>: ")
}

func TestTipOfWhoWaitsForEver(t *testing.T) {
	rs := results(t, "deadlock", "variants=forever")
	l := view.Layout(rs, view.Picture{}, 880)
	found := map[string]bool{}
	for y := 0.0; y < l.Height; y += 4 {
		tip, _, _ := strings.Cut(view.Tip(rs, l, xOf(l, 150*ms), y), ", deadlock.go line")
		found[tip] = true
	}
	if want := "<strong>A</strong> waits for lock2<br>100 ms – for ever"; !found[want] {
		t.Errorf("no position says %q, but: %v", want, found)
	}
}

func TestClock(t *testing.T) {
	for _, c := range []struct {
		at, length time.Duration
		want       string
	}{
		{235 * ms, 1120 * ms, "0.23 s"}, {235 * ms, 310 * ms, "235 ms"}, {1120 * ms, 1120 * ms, "1.12 s"}, {1000 * ms, 1120 * ms, "1.00 s"}, {1000 * ms, 1000 * ms, "1 s"}, {12500, 100000, "12.5 µs"}, {0, 0, "0 s"},
		{100 * time.Second, 1000 * time.Second, "1 min 40 s"},
	} {
		if got := view.Clock(c.at, c.length); got != c.want {
			t.Errorf("%v of %v: %q, want %q", c.at, c.length, got, c.want)
		}
	}
}

// Who gave up waiting and left tasks running is told from who cancelled them, and from whose program lives on.
func TestLeftRunningIsNotCancelled(t *testing.T) {
	for _, c := range []struct{ scenario, query, want, dashed string }{
		{"wait", "variants=first-completed&after=0s", "cut off by the program's end", "chart-left"},
		{"timeouts", "variants=overall", "cancelled", ""},
		{"timeouts", "variants=wait", "the caller waits no longer", "chart-waited"},
	} {
		rs := results(t, c.scenario, c.query)
		chart, table := view.Chart(rs, 880), visibleText(view.Table(rs))
		mustContain(t, chart, ">"+c.want+"</text>")
		if c.dashed != "chart-waited" { // the table has when each task ended
			mustContain(t, table, c.want)
		}
		for _, class := range []string{"chart-left", "chart-waited"} {
			if strings.Contains(chart, `class="`+class+`"`) != (class == c.dashed) {
				t.Errorf("%s?%s: a dashed line of the class %s, or none", c.scenario, c.query, class)
			}
		}
	}
}

// The strip of many tasks says what they do where the reader points.
func TestTipOfADensity(t *testing.T) {
	rs := results(t, "echo", "clients=100&variants=loop&machine=ideal")
	l := view.Layout(rs, view.Picture{}, 880)
	for y := l.Plot.Top; y < l.Plot.Bottom; y += 4 {
		if tip := view.Tip(rs, l, (l.Plot.Left+l.Plot.Right)/2, y); strings.Contains(tip, "at once: ") {
			mustContain(t, visibleText(tip), "wait")
			return
		}
	}
	t.Error("no tip")
}
