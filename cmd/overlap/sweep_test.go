package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"syscall"
	"testing"
	"time"

	"pgregory.net/rapid"

	"overlap/engine"
	"overlap/report"
	"overlap/scenarios"
)

// counting returns a scenario whose variant calls each with its parameter, which has n from 1 to 1000.
func counting(each func(n int)) *scenarios.Scenario {
	return &scenarios.Scenario{ID: "counting", Title: "Counting", Topic: scenarios.FirstSteps, Level: 1, Declare: func(d *scenarios.Declaration) {
		var n int
		d.Int(&n, "n", 1, scenarios.Between(1, 1000), "Times", "how often")
		d.Variant("one", "One", func(t *engine.Task) (string, error) {
			each(n)
			for range n {
				t.Log("again")
			}
			return "", t.Sleep(time.Second)
		})
	}}
}

// Ctrl-C ends a sweep; what was run until then is printed.
func TestCtrlCEndsASweep(t *testing.T) {
	ctx, stop := context.WithCancelCause(context.Background())
	defer stop(nil)
	s := counting(func(n int) {
		if n >= 400 {
			stop(&interruption{syscall.SIGINT})
		}
	})
	status, stdout, stderr := tryWith(ctx, []*scenarios.Scenario{s}, "sweep", "counting", "--over", "n=1..1000", "--linear", "--steps", "200")
	var done int
	if _, err := fmt.Sscanf(stderr, "overlap: interrupted after %d of 200 values\n", &done); err != nil || status != 130 || done > 81 {
		t.Fatalf("status %d, %s", status, stderr)
	}
	rows := 0
	for line := range strings.Lines(stdout) {
		if strings.HasSuffix(line, "  1 s\n") {
			rows++
		}
	}
	if rows != done {
		t.Errorf("%d values are said, and printed\n%s", done, stdout)
	}
}

func TestSweepIsBounded(t *testing.T) {
	in := counting(func(int) {}).New()
	o := sweepOptions{Over: "n=1..9"}
	p, err := (&runOptions{}).plan(in)
	if err != nil {
		t.Fatal(err)
	}
	over, err := o.between(report.Over{Param: in.Param("n"), From: 1, To: 9})
	if err != nil {
		t.Fatal(err)
	}
	s := (&environment{ctx: t.Context(), stderr: io.Discard}).sweep(in, p, over, 20)
	if s.ended == nil || len(s.rows) == 0 || len(s.rows) == 9 || !strings.Contains(s.ended.Error(), "a sweep may have 20 records; ask for fewer --steps") {
		t.Errorf("%d rows, %v", len(s.rows), s.ended)
	}
	if d := s.document(s.curve()); d.Stopped == nil || len(d.Values) != len(s.rows) {
		t.Errorf("%+v", d)
	}
}

// The values of a sweep rise from one end to the other, are legal, and no more than were asked for.
func TestSweptValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := everyKind().New()
		p := in.Param(rapid.SampledFrom([]string{"pause", "n", "rate"}).Draw(t, "parameter"))
		from := rapid.Int64Range(p.Min, p.Max-1).Draw(t, "from")
		to := rapid.Int64Range(from+1, p.Max).Draw(t, "to")
		o := sweepOptions{Linear: rapid.Bool().Draw(t, "linear")}
		o.Log = !o.Linear && from > 0 && rapid.Bool().Draw(t, "log")
		most := 2 + usualSteps
		if rapid.Bool().Draw(t, "asked") {
			most = rapid.IntRange(2, mostSteps).Draw(t, "steps")
			o.Steps = most
		}
		v, err := o.between(report.Over{Param: p, From: from, To: to})
		n := len(v.values)
		if err != nil || n < 2 || n > most || v.values[0].Number() != from || v.values[n-1].Number() != to {
			t.Fatalf("%d values %v of at most %d from %d to %d, %v", n, v.values, most, from, to, err)
		}
		for i, x := range v.values {
			if again, err := p.Parse(x.String()); err != nil || !again.Equal(x) || i > 0 && x.Number() <= v.values[i-1].Number() {
				t.Fatalf("%v: %v", v.values, err)
			}
		}
	})
}
