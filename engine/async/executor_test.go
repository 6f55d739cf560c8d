package async_test

import (
	"errors"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"overlap/engine"
	"overlap/engine/async"
	. "overlap/engine/enginetest"
	"overlap/engine/trace/summary"
	"overlap/engine/trace/tracetest"
)

// blocking is a job that waits, burning one that computes.
func blocking(d time.Duration) func(*engine.Task) (time.Duration, error) {
	return func(th *engine.Task) (time.Duration, error) { return d, th.Sleep(d) }
}

func burning(d time.Duration) func(*engine.Task) (time.Duration, error) {
	return func(th *engine.Task) (time.Duration, error) { th.Work(d); return d, nil }
}

// all submits the job n times and waits for all.
func all(t *engine.Task, e *async.Executor, n int, fn func(*engine.Task) (time.Duration, error)) error {
	_, err := async.Map(t, e, "job", make([]int, n), func(th *engine.Task, _ int) (time.Duration, error) { return fn(th) })
	return err
}

func TestExecutorFigures(t *testing.T) {
	locked := func(t *engine.Task, n int) *async.Executor { return async.NewThreads(t, "threads", n, t.Loop().GIL()) }
	processes := func(t *engine.Task, n int) *async.Executor { return async.NewProcesses(t, "processes", n) }
	free := func(t *engine.Task, n int) *async.Executor { return async.NewThreads(t, "threads", n, nil) }
	for _, c := range []struct {
		name    string
		make    func(*engine.Task, int) *async.Executor
		workers int
		jobs    int
		job     func(*engine.Task) (time.Duration, error)
		want    time.Duration
		peak    int
	}{
		{"12 waits on 4 threads", locked, 4, 12, blocking(100 * ms), 300 * ms, 4},
		{"8 bursts on 2 threads with a GIL", locked, 2, 8, burning(56 * ms), 448 * ms, 1},
		{"8 bursts on 2 threads without", free, 2, 8, burning(56 * ms), 224 * ms, 2},
		{"8 bursts on 2 processes", processes, 2, 8, burning(56 * ms), 224 * ms, 2},
		{"8 bursts on 1 process", processes, 1, 8, burning(56 * ms), 448 * ms, 1},
		{"3 blocking calls on threads", locked, 3, 3, blocking(1000 * ms), 1000 * ms, 3},
	} {
		l := Run(t, func(t *engine.Task) error { return all(t, c.make(t, c.workers), c.jobs, c.job) })
		if ended := l.Report().Ended; ended != c.want {
			t.Errorf("%s took %v, want %v", c.name, ended, c.want)
		}
		if peak := summary.Of(l.Trace()).Stats.PeakInFlight; peak != c.peak {
			t.Errorf("%s: %d in flight, want %d", c.name, peak, c.peak)
		}
	}
}

func TestRunInExecutorKeepsTheLoopAlive(t *testing.T) {
	ticks := 0
	l := Run(t, func(t *engine.Task) error {
		t.Go("heartbeat", func(t *engine.Task) error {
			t.Daemon()
			for t.Sleep(10*ms) == nil {
				ticks++
			}
			return nil
		})
		_, err := async.Submit(t, async.NewThreads(t, "threads", 1, t.Loop().GIL()), "burst", burning(500*ms)).Await(t)
		return err
	})
	// A tick has to wait for the lock for 5 ms, so one comes every 15.
	if ended := l.Report().Ended; ended != 500*ms || ticks != 33 {
		t.Errorf("ended at %v with %d ticks, want 500ms and 33", ended, ticks)
	}
}

func TestExecutorMapKeepsTheOrderAsCompletedDoesNot(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		e := async.NewThreads(t, "threads", 3, nil)
		delays := []time.Duration{30 * ms, 10 * ms, 20 * ms}
		nap := func(th *engine.Task, d time.Duration) (string, error) { return d.String(), th.Sleep(d) }
		got, err := async.Map(t, e, "nap", delays, nap)
		if err != nil {
			return err
		}
		for _, s := range got {
			t.Log("map " + s)
		}
		var jobs []*async.Future[string]
		for _, d := range delays {
			jobs = append(jobs, async.Submit(t, e, "nap", func(th *engine.Task) (string, error) { return nap(th, d) }))
		}
		for f, err := range async.AsCompleted(t, jobs, -1) {
			if err != nil {
				return err
			}
			s, _ := f.Result()
			t.Log("completed " + s)
		}
		return nil
	}, "30ms main: map 30ms", "30ms main: map 10ms", "30ms main: map 20ms",
		"40ms main: completed 10ms", "50ms main: completed 20ms", "60ms main: completed 30ms")
}

func TestExecutorMapStopsAtTheFirstError(t *testing.T) {
	l := Run(t, func(t *engine.Task) error {
		e := async.NewThreads(t, "threads", 1, nil)
		got, err := async.Map(t, e, "job", []int{1, 2, 3, 4}, func(th *engine.Task, i int) (int, error) {
			th.Log("job " + strconv.Itoa(i))
			if i == 2 {
				return 0, errors.New("no")
			}
			return i * i, th.Sleep(ms)
		})
		if err == nil || err.Error() != "no" || !slices.Equal(got, []int{1}) {
			t.Log("unexpected")
		}
		return e.Shutdown(t)
	})
	// The third had begun when the second reached the loop.
	if got, want := Logs(l), []string{"0s threads 1: job 1", "1ms threads 1: job 2", "1ms threads 1: job 3"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestShutdownWaitsAndRefuses(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		e := async.NewThreads(t, "threads", 2, t.Loop().GIL())
		for range 3 {
			async.Submit(t, e, "nap", blocking(10*ms))
		}
		if err := e.Shutdown(t); err != nil {
			return err
		}
		s := e.Stats()
		t.Log(strconv.Itoa(s.Done) + " done by " + strconv.Itoa(s.Workers))
		_, err := async.Submit(t, e, "late", blocking(0)).Await(t)
		t.Log(err.Error())
		return nil
	}, "20ms main: 3 done by 2", "20ms main: async: the executor was shut down")
}

func TestWorkersAreMadeWhenThereIsNoneIdle(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		e := async.NewThreads(task, "threads", 3, nil)
		for range 4 { // one after another needs one
			async.Submit(task, e, "nap", blocking(ms)).Await(task)
			task.Sleep(0)
		}
		if s := e.Stats(); s != (async.ExecutorStats{Workers: 1, Idle: 1, Done: 4}) {
			t.Errorf("one after another: %+v", s)
		}
		for range 5 {
			async.Submit(task, e, "nap", blocking(ms))
		}
		if s := e.Stats(); s != (async.ExecutorStats{Workers: 3, Queued: 5, Done: 4}) {
			t.Errorf("five at once: %+v", s)
		}
		return nil
	})
}

func TestACancelledFutureTakesAJobBackThatHasNotBegun(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		e := async.NewThreads(t, "threads", 1, nil)
		say := func(s string) func(*engine.Task) (int, error) {
			return func(th *engine.Task) (int, error) {
				err := th.Sleep(10 * ms)
				th.Log(s)
				return 0, err
			}
		}
		first, second := async.Submit(t, e, "first", say("first")), async.Submit(t, e, "second", say("second"))
		t.Sleep(ms)
		first.Cancel("changed my mind") // too late: it has begun
		second.Cancel("changed my mind")
		_, err := first.Await(t)
		t.Log(err.Error())
		return e.Shutdown(t)
	}, "1ms main: cancelled: changed my mind", "10ms threads 1: first")
}

func TestProcessesPayForBeginningAndCopying(t *testing.T) {
	l, err := Try(t, engine.Config{Costs: engine.Costs{SpawnProcess: 30 * ms, CopyKiB: ms}}, func(t *engine.Task) error {
		e := async.NewProcesses(t, "processes", 1)
		_, err := async.Submit(t, e, "job", burning(10*ms), async.Cargo{In: 4096, Out: 512}).Await(t)
		return err
	})
	if want := 44*ms + 500*time.Microsecond; err != nil || l.Report().Ended != want {
		t.Errorf("%v, ended at %v, want %v", err, l.Report().Ended, want)
	}
}

// The main task waits for a job that waits for the lock that the main task holds.
func TestDeadlockNamesTheWorker(t *testing.T) {
	_, err := Try(t, engine.Config{}, func(t *engine.Task) error {
		lock := async.NewLock(t, "lock")
		lock.Acquire(t)
		_, err := async.Submit(t, async.NewThreads(t, "threads", 1, nil), "job", func(th *engine.Task) (int, error) {
			return 0, lock.Acquire(th)
		}).Await(t)
		return err
	})
	want := "engine: deadlock: main waits for executor job, up to threads 1 (cycle: main → threads 1 → main)"
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

// Whatever the jobs do and whoever is cancelled: each is done once or taken back, in order of arrival, and never
// more at once than there are workers.
func TestRandomJobs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		workers := rapid.IntRange(1, 4).Draw(t, "workers")
		kind := rapid.IntRange(0, 2).Draw(t, "kind")
		jobs := rapid.SliceOfN(guestsOne(), 1, 12).Draw(t, "jobs")
		var began []int
		now, most, kept := 0, 0, 0
		l := engine.NewLoop(engine.Config{})
		defer l.Close()
		l.Main("main", func(task *engine.Task) error {
			e := async.NewProcesses(task, "processes", workers)
			switch kind {
			case 1:
				e = async.NewThreads(task, "threads", workers, nil)
			case 2:
				e = async.NewThreads(task, "threads", workers, task.Loop().GIL())
			}
			var fs []*async.Future[int]
			for i, g := range jobs {
				fs = append(fs, async.Submit(task, e, "job", func(th *engine.Task) (int, error) {
					began = append(began, i)
					now++
					most = max(most, now)
					th.Work(time.Duration(g.arrives) * ms)
					err := th.Sleep(time.Duration(g.stays) * ms)
					now--
					return i, err
				}))
			}
			for i, g := range jobs {
				if g.cancelled >= 0 {
					task.Sleep(ms)
					fs[i].Cancel("")
				}
			}
			for i, f := range fs {
				v, err := f.Await(task)
				if err == nil && v != i {
					t.Fatalf("job %d returns %d", i, v)
				}
				if err == nil {
					kept++
				}
			}
			return e.Shutdown(task)
		})
		if err := l.Run(); err != nil {
			t.Fatal(err)
		}
		if err := tracetest.Validate(l.Trace()); err != nil {
			t.Fatal(err)
		}
		if !slices.IsSorted(began) || len(slices.Compact(began)) != len(began) || len(began) < kept || most > workers || now != 0 {
			t.Fatalf("began %v, %d at once, %d kept", began, most, kept)
		}
	})
}

func guestsOne() *rapid.Generator[guest] {
	return rapid.Custom(func(t *rapid.T) guest { return guests().Draw(t, "guest")[0] })
}

// What the interpreter lock does not give, a lock does: threads that read, lose their turn and write.
func TestALockAmongThreadsKeepsEveryIncrement(t *testing.T) {
	const threads, n = 4, 100
	count := func(locked bool) (total int) {
		Run(t, func(t *engine.Task) error {
			lock := async.NewLock(t, "")
			e := async.NewThreads(t, "threads", threads, t.Loop().GIL())
			_, err := async.Map(t, e, "count", make([]int, threads), func(th *engine.Task, _ int) (int, error) {
				for range n {
					if locked {
						if err := lock.Acquire(th); err != nil {
							return 0, err
						}
					}
					v := total
					th.Step(100 * time.Microsecond)
					total = v + 1
					if locked {
						if err := lock.Release(th); err != nil {
							return 0, err
						}
					}
					th.Step(10 * time.Microsecond)
				}
				return 0, nil
			})
			return err
		})
		return total
	}
	if got := count(true); got != threads*n {
		t.Errorf("with a lock: %d, want %d", got, threads*n)
	}
	if got := count(false); got >= threads*n {
		t.Errorf("without: %d, and none of %d lost", got, threads*n)
	}
}
