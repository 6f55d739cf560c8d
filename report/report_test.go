package report_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/report"
	"overlap/scenarios"
)

// ran returns what a program came to as the only variant of a scenario.
func ran(main scenarios.Main) *scenarios.Result {
	s := &scenarios.Scenario{ID: "small", Title: "Small", Declare: func(d *scenarios.Declaration) { d.Variant("only", "Only", main) }}
	return s.New().RunAll(scenarios.Options{}).List[0]
}

// The log has what was logged, marked and caught in the order in which it happened, whoever did it.
func TestLog(t *testing.T) {
	r := ran(func(t *engine.Task) (string, error) {
		t.Log("begins")
		err := async.Timeout(t, time.Second, func() error { return t.Sleep(time.Hour) })
		t.Sleep(time.Second)
		t.Label("tea")
		t.Mark("gave up")
		t.Log("ends")
		if err == nil {
			return "", nil
		}
		return "timeout", nil
	})
	var got []string
	for e := range report.LogOf(r).All() {
		got = append(got, report.Since(r, e.At).String()+" "+e.Who+" | "+e.Alone())
	}
	want := "0s main | begins\n1s main | main: caught its cancellation: timeout of 1 s\n2s main tea | main tea: gave up\n2s main tea | ends"
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
	all := slices.Collect(report.LogOf(r).All())
	until, after := report.LogOf(r).Cut(int64(time.Second))
	if !slices.Equal(until.Last(5), all[:2]) || !slices.Equal(after.Last(5), all[2:]) || !slices.Equal(report.LogOf(r).Last(3), all[1:]) {
		t.Errorf("up to a second %v, then %v, the last three %v, of %v", until.Last(5), after.Last(5), report.LogOf(r).Last(3), all)
	}
}

func TestLeftBehind(t *testing.T) {
	r := ran(func(t *engine.Task) (string, error) {
		async.Call(t, "save", func(*engine.Task) (string, error) { return "", nil })
		t.Go("backup", func(t *engine.Task) error { return t.Sleep(time.Hour) })
		t.Go("mail", func(t *engine.Task) error { return errors.New("no route") })
		return "", t.Sleep(time.Second)
	})
	r.Report.LeftOpen = []string{"connection 1"}
	recorded := scenarios.Recorded{Trace: r.Trace, Outcome: r.Recorded(false)} // as a page has a run that was made elsewhere
	for _, r := range []*scenarios.Result{r, scenarios.Recording("x", "x", recorded).New().RunAll(scenarios.Options{}).List[0]} {
		var got []string
		for _, l := range report.LeftBehind(r) {
			got = append(got, l.What+": "+strings.Join(l.Names, "; "))
		}
		want := "never awaited: save, made by main\nleft running: backup, made by main\nerror never retrieved: mail, made by main: no route\nleft open: connection 1"
		if s := strings.Join(got, "\n"); s != want {
			t.Errorf("got\n%s\nwant\n%s", s, want)
		}
	}
	if left := report.LeftBehind(ran(func(*engine.Task) (string, error) { return "", nil })); left != nil {
		t.Errorf("nothing was left, and it says %v", left)
	}
}
