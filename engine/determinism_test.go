package engine_test

import (
	"bytes"
	"strconv"
	"testing"
	"time"

	"overlap/engine"
	. "overlap/engine/enginetest"
	"overlap/engine/trace"
	"overlap/engine/trace/export"
	"overlap/internal/golden"
)

func TestMain(m *testing.M) { golden.Main(m) }

// crowd is a program with something of everything: chance, ties, a lock, deadlines, cancellation, work.
func crowd(t *engine.Task) error {
	m := newMutex(t.Loop(), "door")
	unlock := func() {
		m.owner = nil
		m.lot.Wake()
	}
	var tasks []*engine.Task
	for i := range 6 {
		tasks = append(tasks, t.Go("guest "+strconv.Itoa(i), func(t *engine.Task) error {
			t.Sleep(time.Duration(t.Rand().IntN(3)) * ms)
			if err := m.lock(t); err != nil {
				return err
			}
			defer unlock()
			t.Work(time.Duration(t.Rand().IntN(1000)) * time.Microsecond)
			t.Log("inside")
			return t.Sleep(2 * ms)
		}))
	}
	t.Sleep(4 * ms)
	tasks[t.Rand().IntN(6)].Cancel("leave")
	t.Go("waiter", parker(t.Loop().NewLot(trace.WhyEvent, "bell", 0), 7))
	for _, k := range tasks {
		if err := t.Await(k); err != nil {
			t.Mark(err.Error())
		}
	}
	return nil
}

func TestTenRunsOneTrace(t *testing.T) {
	config := engine.Config{Seed: 7, Lines: engine.NewLines("determinism_test.go")}
	first, _ := Try(t, config, crowd)
	for range 9 {
		if next, _ := Try(t, config, crowd); !bytes.Equal(first.Trace().Encode(), next.Trace().Encode()) {
			t.Fatal("another run has another trace")
		}
	}
	config.Seed++
	if other, _ := Try(t, config, crowd); bytes.Equal(first.Trace().Encode(), other.Trace().Encode()) {
		t.Error("another seed has the same trace")
	}
}

// The golden was written by a native run; GOOS=js compares with the same file.
func TestNativeAndWasmHaveOneTrace(t *testing.T) {
	l, _ := Try(t, engine.Config{Seed: 7, Costs: engine.Costs{Resume: 500, Spawn: 2000}}, crowd)
	golden.Equal(t, "crowd.jsonl", export.JSONL(export.Header{}, export.Named{Trace: l.Trace()}))
}
