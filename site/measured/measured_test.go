package measured_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"overlap/scenarios"
	"overlap/scenarios/all"
	"overlap/site/measured"
)

// fanout returns the model of fan-out, and a real run that took longer by some time and met a machine that was late.
func fanout(t *testing.T, longer, late time.Duration) (model, real *scenarios.Results) {
	t.Helper()
	in := all.Find("fanout").New()
	model = in.RunAll(scenarios.Options{})
	real = in.Batch(scenarios.Options{}).Results()
	for _, r := range model.List {
		x := *r
		x.Total, x.Late = x.Total+longer, late
		real.List = append(real.List, &x)
	}
	return model, real
}

var tags = regexp.MustCompile(`<[^>]*>`)

func text(html string) string {
	return strings.Join(strings.Fields(tags.ReplaceAllString(html, " ")), " ")
}

func contains(t *testing.T, got string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(got, w) {
			t.Errorf("%q lacks %q", got, w)
		}
	}
}

func TestDifferencesAreSaid(t *testing.T) {
	model, real := fanout(t, 5700*time.Microsecond, time.Millisecond)
	html := measured.Compared(model, real, `linux <"fast">`)
	if strings.Contains(html, "<\"fast") {
		t.Error("the machine's name is not escaped")
	}
	contains(t, text(html), "Measured", "Run again",
		"Within what a real machine may differ: 5 % or 10 ms.")
	contains(t, measured.Note(model, real.List[1]), "+5.7 ms, 1.8 %")
	contains(t, measured.Heard(model, real), "Measured. Sequential: 1.13 s, in the model 1.12 s: +5.7 ms, 0.5 %. ")
	contains(t, text(measured.Table(model, real)), "Concurrent 310 ms 316 ms +5.7 ms, 1.8 % 1 ms")
	if alone := text(measured.Compared(nil, real, "here")); strings.Contains(alone, "model") {
		t.Errorf("without the model: %q", alone)
	}
}

func TestWhatIsTooFarIsNamed(t *testing.T) {
	model, real := fanout(t, 20*time.Millisecond, 0) // 5 % of a second is more, of 310 ms less
	contains(t, text(measured.Compared(model, real, "")), "Concurrent differs by more than a real machine’s 5 % or 10 ms")
	model, real = fanout(t, 20*time.Millisecond, 5*time.Millisecond)
	contains(t, text(measured.Compared(model, real, "")), "Within what a real machine may differ: 5 %, 10 ms or what this one was late, up to 5 ms.")
	model, real = fanout(t, 20*time.Millisecond, 0) // that the machine was late for another variant explains nothing
	real.List[0].Late, real.List[1].Late = time.Second, time.Millisecond
	contains(t, text(measured.Compared(model, real, "")), "Concurrent differs by more than a real machine’s 5 %, 10 ms or what this one was late, up to 1 ms.")
	model, real = fanout(t, -time.Second/10, time.Hour) // which being late does not explain
	contains(t, text(measured.Compared(model, real, "")), "Sequential and Concurrent differ by more")
	contains(t, measured.Note(model, real.List[0]), "−100 ms, 8.9 %")
}

func TestFailuresAndResultsDiffer(t *testing.T) {
	model, real := fanout(t, 0, 0)
	real.List[0].Err, real.List[1].Value = errors.New("refused"), "7"
	model.List[1].Value = "8"
	contains(t, measured.Heard(model, real), "Sequential: failed after 1.12 s, in the model 1.12 s", "result “7”, in the model “8”", "Sequential and Concurrent end otherwise than in the model.")
	contains(t, measured.Note(model, real.List[0]), "in the model 1.12 s")
	contains(t, measured.Note(model, real.List[1]), "+0 s, 0.0 %; result “7”, in the model “8”")
}

// A result that differs says nothing on a machine that was later than what is between two events of the model.
func TestLateMachineShowsNothing(t *testing.T) {
	model, real := fanout(t, 0, 0)
	real.List[1].Value = "7"
	contains(t, text(measured.Compared(model, real, "")), "Concurrent ends otherwise than in the model.")
	real.List[1].Late = 61 * time.Millisecond
	const nothing = "Concurrent has another result than the model, but the machine was late by up to 61 ms, and 60 ms can decide the result: this run shows nothing."
	contains(t, text(measured.Compared(model, real, "")), nothing)
	contains(t, measured.Heard(model, real), nothing)
}

// A database that stood in for what the model has is told in place of a verdict on the machine.
func TestDatabasesAreSaid(t *testing.T) {
	model, real := fanout(t, -300*time.Millisecond, 0)
	const asked = "db answered after 539 µs, in the model after 250 ms"
	for _, m := range []*scenarios.Results{model, nil} {
		if got := text(measured.Compared(m, real, "here", asked)); !strings.Contains(got, asked) || strings.Contains(got, "differ") {
			t.Errorf("%q", got)
		}
		contains(t, measured.Heard(m, real, asked), asked+". ")
	}
}

func TestNotices(t *testing.T) {
	for _, c := range []struct {
		n    measured.Notice
		want string
	}{
		{measured.Stopped(1, 2, 1500*time.Millisecond, "", true), "Stopped after 1.5 s. 1 of 2 variants had ended; the picture keeps what there is"},
		{measured.Stopped(0, 1, 0, "the server is being stopped", true), "Stopped: the server is being stopped. 0 of 1 variant had ended; the picture keeps what there is"},
		{measured.Stopped(0, 1, 0, "the server is being stopped", false), "Stopped: the server is being stopped. nothing was measured yet: this is what the model says"},
		{measured.Refused("the model says no\n"), "Nothing was run for real. The model says no"},
		{measured.Refused(""), "Nothing was run for real. "},
	} {
		if c.n.Text() != c.want {
			t.Errorf("%q, want %q", c.n.Text(), c.want)
		}
	}
	contains(t, text(measured.Busy("Concurrent", 2, 2)), "Running on this machine: Concurrent (2 of 2) Stop")
	contains(t, measured.Kept(`a "b"`, "../../open/#kept=a"), `href="../../open/#kept=a"`, "a &#34;b&#34;")
}
