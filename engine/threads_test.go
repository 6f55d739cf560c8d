package engine_test

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"overlap/engine"
	. "overlap/engine/enginetest"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// mixed is the catalogue's job: work, wait, work.
func mixed(t *engine.Task) error {
	t.Work(20 * ms)
	err := t.Sleep(200 * ms)
	t.Work(20 * ms)
	return err
}

// together runs n jobs, made by start, and waits for all.
func together(n int, start func(t *engine.Task, name string) *engine.Task) func(*engine.Task) error {
	return func(t *engine.Task) error {
		var tasks []*engine.Task
		for i := range n {
			tasks = append(tasks, start(t, string(rune('a'+i))))
		}
		for _, k := range tasks {
			if err := t.Await(k); err != nil {
				return err
			}
		}
		return nil
	}
}

// free and locked start a job on a thread of its own.
func free(job func(*engine.Task) error) func(*engine.Task, string) *engine.Task {
	return func(t *engine.Task, name string) *engine.Task { return t.Thread(name, nil, job) }
}

func locked(job func(*engine.Task) error) func(*engine.Task, string) *engine.Task {
	return func(t *engine.Task, name string) *engine.Task { return t.Thread(name, t.Loop().GIL(), job) }
}

func works(d time.Duration) func(*engine.Task) error {
	return func(t *engine.Task) error { t.Work(d); return nil }
}

func TestHowLongItTakes(t *testing.T) {
	onLoop := func(t *engine.Task, name string) *engine.Task { return t.Go(name, mixed) }
	for _, c := range []struct {
		name  string
		cores int
		main  func(*engine.Task) error
		want  time.Duration
	}{
		{"mixed, one after another", 0, func(t *engine.Task) error { mixed(t); mixed(t); return mixed(t) }, 720 * ms},
		{"mixed, event loop", 0, together(3, onLoop), 280 * ms},
		{"mixed, threads with a GIL", 0, together(3, locked(mixed)), 310 * ms},
		{"mixed, threads without", 0, together(3, free(mixed)), 240 * ms},
		{"mixed, threads without, one core", 1, together(3, free(mixed)), 316 * ms},
		{"8 jobs of 56 ms under a GIL", 0, together(8, locked(works(56*ms))), 448 * ms},
		{"8 jobs of 56 ms on cores enough", 0, together(8, free(works(56*ms))), 56 * ms},
		{"8 jobs of 56 ms on 2 cores", 2, together(8, free(works(56*ms))), 224 * ms},
		{"3 jobs of 20 ms on 2 cores take fair turns", 2, together(3, free(works(20*ms))), 31 * ms},
	} {
		l := New(t, engine.Config{Costs: engine.Costs{Cores: c.cores}})
		l.Main("main", c.main)
		if err := l.Run(); err != nil || l.Report().Ended != c.want {
			t.Errorf("%s: %v, took %v, want %v", c.name, err, l.Report().Ended, c.want)
		}
	}
}

// ticks returns the instants at which a heartbeat of 10 ms got its turns while burst ran.
func ticks(t *testing.T, burst func(t *engine.Task) *engine.Task) (at []time.Duration) {
	l := Run(t, func(t *engine.Task) error {
		t.Go("heartbeat", func(t *engine.Task) error {
			t.Daemon()
			for t.Sleep(10*ms) == nil {
				at = append(at, t.Now())
			}
			return nil
		})
		t.Sleep(0)
		k := burst(t)
		if k == nil {
			return nil
		}
		return t.Await(k)
	})
	if ended := l.Report().Ended; ended != 60*ms {
		t.Errorf("ended at %v, want 60ms", ended)
	}
	return at
}

func TestWorkStallsTheLoopUnlessOnAThread(t *testing.T) {
	every := func(d time.Duration) (at []time.Duration) {
		for now := d; now <= 60*ms; now += d {
			at = append(at, now)
		}
		return at
	}
	if got := ticks(t, func(t *engine.Task) *engine.Task { t.Work(60 * ms); return nil }); len(got) > 0 {
		t.Errorf("inline: the heartbeat ran at %v", got)
	}
	if got := ticks(t, func(t *engine.Task) *engine.Task { return t.Thread("k", nil, works(60*ms)) }); !slices.Equal(got, every(10*ms)) {
		t.Errorf("on a process: the heartbeat ran at %v", got)
	}
	// Due after 10 ms, it asks for the lock and gets it a switch interval later, again and again.
	if got := ticks(t, func(t *engine.Task) *engine.Task { return t.Thread("k", t.Loop().GIL(), works(60*ms)) }); !slices.Equal(got, every(15*ms)) {
		t.Errorf("on a thread: the heartbeat ran at %v", got)
	}
}

func TestThreadsGoOnWhileTheLoopWorks(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Thread("k", nil, func(t *engine.Task) error {
			t.Log("begins")
			t.Work(10 * ms)
			t.Log("worked")
			t.Sleep(10 * ms)
			t.Log("slept")
			return nil
		})
		t.Go("loop", func(t *engine.Task) error { t.Log("runs"); return nil })
		t.Work(100 * ms)
		t.Log("worked")
		return t.Await(k)
	}, "0s k: begins", "10ms k: worked", "20ms k: slept", "100ms main: worked", "100ms loop: runs")
}

func TestASleepingThreadLetsGoOfTheLock(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Thread("k", t.Loop().GIL(), func(t *engine.Task) error {
			t.Sleep(10 * ms)
			t.Log("slept")
			t.Work(ms)
			t.Log("worked")
			return nil
		})
		t.Work(30 * ms) // k gets the lock after 5 ms, and sleeps until 15 ms
		t.Log("worked")
		return t.Await(k)
	}, "20ms k: slept", "21ms k: worked", "31ms main: worked")
}

// What waits for its turn, for what, and who holds the lock meanwhile is in the trace.
func TestWaitingForTheLockIsSeen(t *testing.T) {
	l := Run(t, together(2, locked(works(7*ms))))
	sum := summary.Of(l.Trace())
	var got []string
	for _, h := range sum.Holds {
		if h.To > h.From {
			got = append(got, h.Name+" "+strconv.Itoa(int(h.Task))+" "+time.Duration(h.From).String()+"-"+time.Duration(h.To).String())
		}
	}
	want := []string{"GIL 2 0s-5ms", "GIL 3 5ms-10ms", "GIL 2 10ms-12ms", "GIL 3 12ms-14ms"}
	if !slices.Equal(got, want) {
		t.Errorf("held %q, want %q", got, want)
	}
	in := sum.AtInstant(int64(6 * ms))
	if !slices.Equal(in.Threads, []trace.TaskID{3}) || len(in.Waiting) != 2 || in.Waiting[1].Why != trace.WhyCPU || in.Waiting[1].Text != "the GIL" {
		t.Errorf("at 6ms: %+v", in)
	}
	if sum.Stats.Busy != 0 || sum.Stats.PeakInFlight != 1 {
		t.Errorf("%+v: the loop did nothing, and one thread at a time did", sum.Stats)
	}
}

// A preempted task of the loop's keeps the loop: the others wait for it all the while.
func TestALoopThatLosesTheLockIsStalled(t *testing.T) {
	l := Run(t, func(t *engine.Task) error {
		k := t.Thread("k", t.Loop().GIL(), works(20*ms))
		t.Work(20 * ms)
		return t.Await(k)
	})
	st := summary.Of(l.Trace()).Stats
	if l.Report().Ended != 40*ms || st.Busy != int64(20*ms) || st.Stall != (summary.Stall{Task: 1, To: int64(35 * ms)}) {
		t.Errorf("ended at %v: %+v", l.Report().Ended, st)
	}
}

func TestThreadCostsAreCharged(t *testing.T) {
	l := New(t, engine.Config{Costs: engine.Costs{SpawnThread: 3 * ms, SwitchThread: ms, Resume: 2 * ms, Cores: 4}})
	l.Main("main", together(2, free(works(10*ms))))
	// Picking main 2, two threads 3 each; the second gets its core at 8 and ends at 19, and main goes on at 21.
	if err := l.Run(); err != nil || l.Report().Ended != 21*ms {
		t.Errorf("%v, ended at %v, want 21ms", err, l.Report().Ended)
	}
}

// increments has four threads count to n each, a step between reading and writing.
func increments(t *testing.T, c engine.Config, n int, atomic bool) (lost, switches int) {
	const threads = 4
	l, count := New(t, c), 0
	l.Main("main", together(threads, locked(func(t *engine.Task) error {
		for range n {
			v := count
			if !atomic {
				t.Step(100 * time.Microsecond)
			}
			count = v + 1
			t.Step(100 * time.Microsecond)
		}
		return nil
	})))
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	return n*threads - count, l.GIL().Stats().Switches
}

func TestTheLockIsNotAtomicity(t *testing.T) {
	losses := map[int]bool{}
	for seed := range uint64(20) {
		lost, switches := increments(t, engine.Config{Seed: seed}, 200, false)
		if losses[lost] = true; lost == 0 || switches < 10 {
			t.Errorf("seed %d: %d lost in %d switches", seed, lost, switches)
		}
		if lost, _ := increments(t, engine.Config{Seed: seed}, 200, true); lost != 0 {
			t.Errorf("seed %d: %d lost without a step between reading and writing", seed, lost)
		}
	}
	if len(losses) < 2 {
		t.Error("every seed loses as many")
	}
}

func TestTheSwitchIntervalCanBeSet(t *testing.T) {
	l := New(t, engine.Config{})
	l.GIL().SetInterval(ms)
	l.Main("main", together(2, locked(works(10*ms))))
	if err := l.Run(); err != nil || l.GIL().Stats().Switches != 20+1 { // main's last, too
		t.Errorf("%v: %+v", err, l.GIL().Stats())
	}
}
