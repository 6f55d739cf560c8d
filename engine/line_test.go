package engine_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"overlap/engine"
	. "overlap/engine/enginetest"
	"overlap/engine/trace"
)

// program waits in every way that a scenario's source might. A comment "// @name" marks a line.
func program(t *engine.Task) error {
	t.Sleep(ms) // @direct
	nap(t)
	relay(func() { t.Sleep(ms) }) // @closure
	sleeper(ms)(t)                // @elsewhere
	k := t.Go(                    // @made
		"k",
		func(t *engine.Task) error { defer t.Sleep(ms); return nil }) // @deferred
	t.Await( // @await
		k,
	)
	generic(t, 1)
	bed{t}.lie(ms)
	return t.Coroutine("c", func(t *engine.Task) error { return t.Sleep(ms) }).Await(t) // @coroutine
}

func nap(t *engine.Task) { t.Sleep(ms) } // @inlined

func generic[T any](t *engine.Task, _ T) { t.Sleep(ms) } // @generic

type bed struct{ t *engine.Task }

func (b bed) lie(d time.Duration) { b.t.Sleep(d) } // @method

//go:noinline
func relay(fn func()) { fn() }

// marks returns the lines of this file by the name they are marked with.
func marks(t *testing.T) map[string]uint16 {
	source, err := os.ReadFile("line_test.go")
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]uint16{}
	for i, line := range strings.Split(string(source), "\n") {
		if _, name, ok := strings.Cut(line, "// @"); ok {
			lines[name] = uint16(i + 1)
		}
	}
	return lines
}

// waits returns the lines at which the tasks of a run waited.
func waits(l *engine.Loop) (lines []uint16) {
	for _, r := range l.Trace().All() {
		if r.Kind == trace.TaskWaiting {
			lines = append(lines, r.Line)
		}
	}
	return lines
}

func TestLineIsTheInnermostOfTheSource(t *testing.T) {
	at := marks(t)
	var want []uint16
	for _, name := range []string{"direct", "inlined", "closure", "elsewhere", "await", "deferred", "generic", "method", "coroutine"} {
		want = append(want, at[name])
	}
	for _, source := range []string{"line_test.go", "engine/line_test.go", "/engine/line_test.go"} {
		l, err := Try(t, engine.Config{Lines: engine.NewLines(source)}, program)
		if got := waits(l); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v, waits at lines %v, want %v", source, err, got, want)
		}
	}
}

func TestLineIsNoneInAnotherSource(t *testing.T) {
	for _, source := range []string{"", "other.go", "ne_test.go"} {
		l, err := Try(t, engine.Config{Lines: engine.NewLines(source)}, program)
		if got := waits(l); err != nil || slices.Max(got) > 0 {
			t.Errorf("%q: %v, waits at lines %v, want none", source, err, got)
		}
	}
}

// TestLinesAreShared runs two loops with one Lines: what the first found holds for the second.
func TestLinesAreShared(t *testing.T) {
	shared := engine.NewLines("line_test.go")
	first, _ := Try(t, engine.Config{Lines: shared}, program)
	second, _ := Try(t, engine.Config{Lines: shared}, program)
	if a, b := waits(first), waits(second); len(a) == 0 || !slices.Equal(a, b) {
		t.Errorf("waits at lines %v, then at %v", a, b)
	}
}

func TestLineOfAResumedTaskIsWhereItWaited(t *testing.T) {
	l, _ := Try(t, engine.Config{Lines: engine.NewLines("line_test.go")}, program)
	waited := map[trace.TaskID]uint16{}
	for i, r := range l.Trace().All() {
		switch r.Kind {
		case trace.TaskWaiting:
			waited[r.Task] = r.Line
		case trace.TaskRunning:
			if r.Line != waited[r.Task] {
				t.Errorf("record %d: runs at line %d, it waited at %d", i, r.Line, waited[r.Task])
			}
		}
	}
}

func TestReportHasLines(t *testing.T) {
	l, _ := Try(t, engine.Config{Lines: engine.NewLines("line_test.go")}, func(t *engine.Task) error {
		t.Go("left", sleeper(ms))         // @left
		t.Coroutine("forgotten", program) // @forgotten
		return t.Sleep(0)
	})
	at, r := marks(t), l.Report()
	if got := r.LeftRunning[0]; got != (engine.Origin{Name: "left", By: "main", Line: int(at["left"])}) {
		t.Errorf("left running: %v, want line %d", got, at["left"])
	}
	if got := r.NeverAwaited[0]; got != (engine.Origin{Name: "forgotten", By: "main", Line: int(at["forgotten"])}) {
		t.Errorf("never awaited: %v, want line %d", got, at["forgotten"])
	}
}

func BenchmarkLines(b *testing.B) {
	for _, c := range []struct {
		name  string
		lines *engine.Lines
	}{{"off", nil}, {"on", engine.NewLines("engine/line_test.go")}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			Try(b, engine.Config{Lines: c.lines, Untraced: true, Limits: engine.Limits{Time: 1 << 62}}, func(t *engine.Task) error {
				for b.Loop() {
					t.Sleep(ms)
				}
				return nil
			})
		})
	}
}

func TestLineOfATask(t *testing.T) {
	for _, c := range []struct {
		lines *engine.Lines
		want  int
	}{{nil, 0}, {engine.NewLines("other.go"), 0}, {engine.NewLines("line_test.go"), int(marks(t)["line"])}} {
		got := -1
		_, err := Try(t, engine.Config{Lines: c.lines}, func(t *engine.Task) error {
			got = t.Line() // @line
			return nil
		})
		if err != nil || got != c.want {
			t.Errorf("%v, at line %d, want %d", err, got, c.want)
		}
	}
}
