package scenarios_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"overlap/engine"
	"overlap/scenarios"
	"pgregory.net/rapid"
)

const ms = time.Millisecond

// beats is a scenario that reads its pause before each of ten sleeps.
func beats() *scenarios.Scenario {
	return &scenarios.Scenario{ID: "beats", Declare: func(d *scenarios.Declaration) {
		var pause, other time.Duration
		d.Duration(&pause, "pause", 100*ms, scenarios.Between(0, time.Second), "Pause", "how long each beat lasts")
		d.Duration(&other, "other", 0, scenarios.Between(0, time.Second), "Other", "nothing")
		n := 0
		d.Int(&n, "n", 10, scenarios.Between(1, 10_000), "Beats", "how many there are")
		d.Live("pause", "other")
		run := func(t *engine.Task) (string, error) {
			for range n {
				if err := t.Sleep(pause); err != nil {
					return "", err
				}
			}
			return "", nil
		}
		d.Variant("one", "One", run)
		d.Variant("two", "Two", run)
		d.Always("a run takes its beats", func(rs *scenarios.Results) error { return rs.Of("one").Took(time.Duration(n) * pause) })
	}}
}

func total(t *testing.T, in *scenarios.Instance) time.Duration {
	t.Helper()
	list := in.RunAll(scenarios.Options{}).List
	if list[0].Total != list[1].Total {
		t.Errorf("?%s: the variants take %v and %v", in.Query(), list[0].Total, list[1].Total)
	}
	return list[0].Total
}

func set(t *testing.T, in *scenarios.Instance, name, text string) {
	t.Helper()
	if err := in.Set(name, text); err != nil {
		t.Fatal(err)
	}
}

func TestContinue(t *testing.T) {
	in := beats().New()
	in.Continue(250 * ms)
	if got := total(t, in); got != time.Second {
		t.Errorf("with nothing changed a run takes %v", got)
	}
	set(t, in, "pause", "500ms")
	if got, want := total(t, in), 300*ms+7*500*ms; got != want {
		t.Errorf("changed at 250 ms it takes %v, want %v", got, want)
	}
	in.Continue(800 * ms) // where the sleep that began at 300 ms ends
	set(t, in, "pause", "0s")
	if got, want := total(t, in), 1300*ms; got != want { // what happened at 800 ms has happened
		t.Errorf("changed again at 800 ms it takes %v, want %v", got, want)
	}
	if want := "pause=0s&past=250ms:pause=100ms&past=800ms:pause=500ms"; in.Query() != want {
		t.Errorf("its query is %s, want %s", in.Query(), want)
	}
	if in.Claims() != nil {
		t.Error("claims are made of a run whose parameters change")
	}
	in.Continue(250 * ms)
	if got := total(t, in); got != 300*ms {
		t.Errorf("with the later change at 250 ms it takes %v", got)
	}
	in.Anew()
	if got := total(t, in); got != 0 || in.Query() != "pause=0s" {
		t.Errorf("anew ?%s takes %v", in.Query(), got)
	}
}

// Runs in slices, by turns with others of their instance, have the values of their own stage.
func TestStagesOfRunsByTurns(t *testing.T) {
	in, err := beats().FromQuery("n=5000&pause=1ms&past=2s:pause=2ms")
	if err != nil {
		t.Fatal(err)
	}
	a, b := in.Batch(scenarios.Options{}), in.Batch(scenarios.Options{})
	for over := 0; over < 2; {
		over = 0
		for _, x := range []*scenarios.Batch{a, b} {
			if x.RunFor(0) {
				over++
			}
		}
	}
	for _, x := range []*scenarios.Batch{a, b} {
		if r := x.Results().List[1]; r.Total != 2*time.Second+2*ms+3999*ms {
			t.Errorf("a run takes %v", r.Total)
		}
	}
}

func TestPastsAreRefused(t *testing.T) {
	const live = "one of pause, other: a run reads the others when it begins"
	for text, want := range map[string]string{
		"":                        "an instant",
		"soon:pause=1ms":          "an instant",
		"-1s:":                    "an instant",
		"1s:n=3":                  live,
		"1s:what=3":               live,
		"1s:pause=2m":             "from 0s to 1s",
		"1s:pause=%25":            "from 0s to 1s",
		"1s&past=1s:":             "later",
		"2s&past=1s:":             "later",
		pasts(9):                  "at most 8",
		"1s:pause=1ms%26other=1h": "from 0s to 1s",
	} {
		if _, err := beats().FromQuery("past=" + text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("past=%s: %v, want %s", text, err, want)
		}
	}
	in, err := beats().FromQuery("past=" + pasts(8))
	if err != nil || len(in.Changes()) != 8 {
		t.Fatal(err)
	}
	if before := in.Query(); in.Continue(time.Minute) || in.Query() != before {
		t.Error("a ninth change is taken")
	}
}

func pasts(n int) string {
	var list []string
	for i := range n {
		list = append(list, (time.Duration(i)*ms).String()+":")
	}
	return strings.Join(list, "&past=")
}

// A past keeps what its link left to the present values, once they are settled.
func TestSettle(t *testing.T) {
	in, err := beats().FromQuery("past=250ms:&pause=200ms&past=500ms:other=1ms")
	if err != nil {
		t.Fatal(err)
	}
	in.Settle()
	set(t, in, "pause", "1s")
	if want := "pause=1s&past=250ms:&past=500ms:pause=200ms%26other=1ms"; in.Query() != want {
		t.Errorf("?%s, want ?%s", in.Query(), want)
	}
}

// An address says all of it, and a run gets to each change having done what a run without the change does.
func TestPastsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := beats().New()
		pause := rapid.Int64Range(0, 1000)
		for range rapid.IntRange(0, 5).Draw(t, "changes") {
			p := in.Params()[rapid.IntRange(0, 1).Draw(t, "of")]
			p.Set(p.FromNumber(pause.Draw(t, "pause") * int64(ms)))
			before := in.RunAll(scenarios.Options{}).List[0]
			at := time.Duration(pause.Draw(t, "at")) * ms
			in.Continue(at)
			p.Set(p.FromNumber(pause.Draw(t, "then") * int64(ms)))
			after := in.RunAll(scenarios.Options{}).List[0]
			for i, r := range before.Trace.All() {
				if r.At > int64(at) {
					break
				}
				if after.Trace.At(i) != r {
					t.Fatalf("?%s: record %d is %v, was %v", in.Query(), i, after.Trace.At(i), r)
				}
			}
		}
		again, err := beats().FromQuery(in.Query())
		if err != nil || again.Query() != in.Query() || !slices.EqualFunc(again.Changes(), in.Changes(), sameChange) {
			t.Fatalf("?%s is read as ?%s, %v", in.Query(), again.Query(), err)
		}
	})
}

func sameChange(a, b scenarios.Change) bool {
	return a.At == b.At && slices.EqualFunc(a.Params, b.Params, func(p, q scenarios.ChangedParam) bool {
		return p.Name == q.Name && p.From.String() == q.From.String() && p.To.String() == q.To.String()
	})
}
