package engine_test

import (
	"bytes"
	"testing"
	"time"

	"pgregory.net/rapid"

	"overlap/engine"
	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/engine/trace/tracetest"
)

// A loop that has to look after threads does what it does without: its Work is no jump of the clock then, and
// the trace is the same.
func TestRandomProgramsHaveOneTraceBesideThreads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scripts().Draw(t, "script")
		costs := engine.Costs{Resume: rapid.SampledFrom([]time.Duration{0, ms}).Draw(t, "resume"), Spawn: rapid.SampledFrom([]time.Duration{0, ms}).Draw(t, "spawn")}
		var traces [2][]byte
		for i := range traces {
			l := engine.NewLoop(engine.Config{Costs: costs})
			newStage(l, s)
			if i == 1 {
				engine.Engage(l)
			}
			l.Run()
			traces[i] = l.Trace().Encode()
			l.Close()
		}
		if !bytes.Equal(traces[0], traces[1]) {
			t.Fatal("another trace")
		}
	})
}

// crew is a random program of threads: each works, steps, sleeps and yields.
type crew struct {
	cores int
	jobs  []job // the first is the loop's
}

type job struct {
	locked bool
	moves  []stint
}

type stint struct {
	kind int
	d    time.Duration
}

func crews() *rapid.Generator[crew] {
	one := rapid.Custom(func(t *rapid.T) stint {
		return stint{rapid.IntRange(0, 3).Draw(t, "kind"), time.Duration(rapid.IntRange(0, 12_000).Draw(t, "µs")) * time.Microsecond}
	})
	jobs := rapid.Custom(func(t *rapid.T) job {
		return job{rapid.Bool().Draw(t, "locked"), rapid.SliceOfN(one, 0, 6).Draw(t, "moves")}
	})
	return rapid.Custom(func(t *rapid.T) crew {
		return crew{rapid.IntRange(0, 3).Draw(t, "cores"), rapid.SliceOfN(jobs, 1, 7).Draw(t, "jobs")}
	})
}

// play runs the job's moves and returns how much of the processor it took.
func (j job) play(t *engine.Task) (used time.Duration) {
	for _, m := range j.moves {
		switch m.kind {
		case 0:
			t.Work(m.d)
			used += m.d
		case 1:
			t.Step(m.d)
			used += m.d
		case 2:
			t.Sleep(m.d)
		case 3:
			t.Sleep(0)
		}
	}
	return used
}

// sail runs the crew, in slices when sliced, and returns what its threads used of the processor, by task.
func (c crew) sail(seed uint64, sliced bool) (*engine.Loop, []time.Duration, error) {
	l := engine.NewLoop(engine.Config{Seed: seed})
	l.SetCores(c.cores)
	used := make([]time.Duration, len(c.jobs))
	l.Main("main", func(t *engine.Task) error {
		var tasks []*engine.Task
		for i, j := range c.jobs[1:] {
			var lock *engine.GIL
			if j.locked {
				lock = l.GIL()
			}
			tasks = append(tasks, t.Thread("thread", lock, func(t *engine.Task) error {
				used[i+1] = j.play(t)
				return nil
			}))
		}
		used[0] = c.jobs[0].play(t)
		for _, k := range tasks {
			if err := t.Await(k); err != nil {
				return err
			}
		}
		return nil
	})
	for sliced && !l.RunFor(0) {
	}
	return l, used, l.Run()
}

// A thread whose slice is over may get its core back before it has quite left it: the one it made room for gives
// the core up in the same instant, because the loop wants the interpreter lock.
func TestThreadGetsItsCoreBackAtOnce(t *testing.T) {
	const sleep, step = 2, 1
	c := crew{cores: 1, jobs: []job{{}, {}, {moves: []stint{{sleep, 0}, {step, 5 * ms}}}, {locked: true, moves: []stint{{step, 0}, {sleep, 0}}}}}
	l, _, err := c.sail(0, false)
	if err != nil {
		t.Error(err)
	}
	l.Close()
}

func TestRandomThreads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, seed := crews().Draw(t, "crew"), rapid.Uint64().Draw(t, "seed")
		l, used, err := c.sail(seed, false)
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		if err := tracetest.Validate(l.Trace()); err != nil {
			t.Fatal(err)
		}
		sum := summary.Of(l.Trace())
		conserved(t, sum, used)
		if c.cores > 0 {
			bounded(t, sum, c.cores)
		}
		exclusive(t, sum, c)
		again, _, _ := c.sail(seed, true)
		defer again.Close()
		if !bytes.Equal(l.Trace().Encode(), again.Trace().Encode()) {
			t.Fatal("another trace")
		}
	})
}

// conserved: every task ran for as long as it worked, neither more nor less.
func conserved(t *rapid.T, sum *summary.Summary, used []time.Duration) {
	for i, k := range sum.Tasks {
		ran := time.Duration(0)
		for _, s := range k.Spans {
			if s.State == trace.Running {
				ran += time.Duration(s.Len())
			}
		}
		if ran != used[i] || k.Outcome != summary.Done {
			t.Fatalf("task %d %v: ran for %v, worked for %v", k.ID, k.Outcome, ran, used[i])
		}
	}
}

// bounded: at no instant more run than there are cores.
func bounded(t *rapid.T, sum *summary.Summary, cores int) {
	for i := range sum.Stats.Records {
		if i+1 < sum.Stats.Records && sum.Trace.At(i+1).At == sum.Trace.At(i).At {
			continue
		}
		in := sum.AtRecord(i)
		n := len(in.Threads)
		if in.Running != 0 {
			n++
		}
		if n > cores {
			t.Fatalf("at %d: %d run on %d cores", in.At, n, cores)
		}
	}
}

// exclusive: whoever is under the lock runs only while it holds it. That it is held once, Validate sees.
func exclusive(t *rapid.T, sum *summary.Summary, c crew) {
	for i, j := range c.jobs[1:] {
		if !j.locked {
			continue
		}
		k := sum.Tasks[i+1]
		for _, s := range k.Spans {
			if s.State == trace.Running && s.Len() > 0 && !held(sum, k.ID, s) {
				t.Fatalf("task %d runs without the lock from %d to %d", k.ID, s.From, s.To)
			}
		}
	}
}

func held(sum *summary.Summary, id trace.TaskID, s summary.Span) bool {
	for _, h := range sum.Holds {
		if h.Task == id && h.From <= s.From && s.To <= h.To {
			return true
		}
	}
	return false
}
