package engine_test

import (
	"bytes"
	"errors"
	"testing"

	"overlap/engine"
	"overlap/engine/trace"
	"overlap/engine/trace/tracetest"
	"pgregory.net/rapid"
)

// perform plays a script on a virtual clock, in slices when sliced.
func perform(t *rapid.T, s *script, slow, sliced bool) (*stage, *engine.Loop, error) {
	l := engine.NewLoop(engine.Config{})
	defer l.Close()
	st := newStage(l, s)
	st.slow = slow
	for sliced && !l.RunFor(0) {
	}
	err := l.Run()
	if bad := tracetest.Validate(l.Trace()); bad != nil {
		t.Fatal(bad)
	}
	return st, l, err
}

func TestRandomProgramsDoAsTheModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scripts().Draw(t, "script")
		var m model
		m.play(s)
		st, l, err := perform(t, s, false, false)
		var deadlock *engine.DeadlockError
		if errors.As(err, &deadlock) != m.stuck || err != nil && !m.stuck && !engine.IsCancelled(err) {
			t.Fatalf("%v; the model was stuck: %v", err, m.stuck)
		}
		compare(t, l.Trace(), m.records)
		for i, lot := range st.lots {
			if lot.Len() != len(m.lots[i]) {
				t.Fatalf("lot %d: %d wait, %d in the model", i, lot.Len(), len(m.lots[i]))
			}
		}
	})
}

func compare(t *rapid.T, got *trace.Trace, want []trace.Record) {
	for i, r := range got.All() {
		r.Text = 0
		if i >= len(want) || r != want[i] {
			t.Fatalf("record %d is %+v, the model has %+v", i, r, want[i:min(i+1, len(want))])
		}
	}
	if got.Len() < len(want) {
		t.Fatalf("the trace ends before %+v", want[got.Len()])
	}
}

func TestRandomProgramsHaveOneTrace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scripts().Draw(t, "script")
		_, l, _ := perform(t, s, false, false)
		want := l.Trace().Encode()
		for _, how := range []struct {
			name         string
			slow, sliced bool
		}{{"again", false, false}, {"in slices", false, true}, {"without leaps", true, false}, {"both", true, true}} {
			if _, l, _ := perform(t, s, how.slow, how.sliced); !bytes.Equal(l.Trace().Encode(), want) {
				t.Fatalf("%s: another trace", how.name)
			}
		}
	})
}
