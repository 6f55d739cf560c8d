package async_test

import (
	"slices"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/trace"
	"overlap/engine/trace/tracetest"
	"pgregory.net/rapid"
)

// guest is a task of a random run: it arrives, wants something for as long as it stays, and may be cancelled
// anywhere on the way.
type guest struct{ arrives, stays, cancelled int } // in milliseconds; cancelled -1 is never

func guests() *rapid.Generator[[]guest] {
	one := rapid.Custom(func(t *rapid.T) guest {
		return guest{
			arrives: rapid.IntRange(0, 9).Draw(t, "arrives"), stays: rapid.IntRange(0, 4).Draw(t, "stays"),
			cancelled: rapid.IntRange(-9, 12).Draw(t, "cancelled"),
		}
	})
	return rapid.SliceOfN(one, 1, 12)
}

// receive runs the guests to their ends: open prepares what they share and returns what each does on arrival.
func receive(rt *rapid.T, gs []guest, open func(*engine.Task) func(*engine.Task, guest) error) {
	l := engine.NewLoop(engine.Config{})
	defer l.Close()
	l.Main("main", func(t *engine.Task) error {
		visit := open(t)
		for _, g := range gs {
			k := t.Go("guest", func(t *engine.Task) error {
				if err := t.Sleep(time.Duration(g.arrives) * ms); err != nil {
					return err
				}
				return visit(t, g)
			})
			if g.cancelled >= 0 {
				t.Go("host", func(t *engine.Task) error {
					t.Sleep(time.Duration(g.cancelled) * ms)
					k.Cancel("enough")
					return nil
				})
			}
		}
		return t.Sleep(time.Second) // longer than all of them together
	})
	if err := l.Run(); err != nil {
		rt.Fatal(err)
	}
	if r := l.Report(); len(r.LeftRunning) > 0 {
		rt.Fatalf("still there at the end: %v", r.LeftRunning)
	}
	if err := tracetest.Validate(l.Trace()); err != nil {
		rt.Fatal(err)
	}
}

// room is what several things that With is written for have in common.
type room struct {
	held
	stats func() (used, waiting int)
}

var rooms = []struct {
	name string
	most int // its largest size
	open func(t *engine.Task, size int) room
}{
	{"lock", 1, func(t *engine.Task, _ int) room {
		l := async.NewLock(t, "lock")
		return room{l, func() (int, int) {
			s := l.Stats()
			return len(s.Holder) / len("guest"), s.Waiting
		}}
	}},
	{"semaphore", 3, func(t *engine.Task, size int) room {
		l := async.NewBoundedSemaphore(t, "semaphore", size)
		return room{l, func() (int, int) { s := l.Stats(); return s.Used, s.Waiting }}
	}},
	{"limiter", 3, func(t *engine.Task, size int) room {
		l := async.NewLimiter(t, "limiter", size)
		return room{l, func() (int, int) { s := l.Stats(); return s.Used, s.Waiting }}
	}},
}

// Nobody is let in above the bound or out of turn, nobody waits while there is room, and the cancelled leave
// no trace: the rules of everything that is held.
func TestRandomGuestsAreLetInInOrderAndWithinTheBound(t *testing.T) {
	for _, c := range rooms {
		t.Run(c.name, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				size := rapid.IntRange(1, c.most).Draw(rt, "size")
				var asked, entered []*engine.Task
				var r room
				receive(rt, guests().Draw(rt, "guests"), func(t *engine.Task) func(*engine.Task, guest) error {
					r = c.open(t, size)
					inside := 0
					return func(t *engine.Task, g guest) error {
						asked = append(asked, t)
						err := r.With(t, func() error {
							entered = append(entered, t)
							inside++
							defer func() { inside-- }()
							used, waiting := r.stats()
							if inside > size || inside > used || used > size || waiting > 0 && used < size {
								rt.Errorf("%d inside, %d in use of %d, %d wait", inside, used, size, waiting)
							}
							return t.Sleep(time.Duration(g.stays) * ms)
						})
						if !slices.Contains(entered, t) {
							if !engine.IsCancelled(err) {
								rt.Errorf("not let in: %v", err)
							}
							asked = slices.DeleteFunc(asked, func(k *engine.Task) bool { return k == t })
						}
						return err
					}
				})
				if !slices.Equal(entered, asked) {
					rt.Fatalf("asked in the order %v, let in in the order %v", ids(asked), ids(entered))
				}
				if used, waiting := r.stats(); used != 0 || waiting != 0 {
					rt.Fatalf("in the end %d in use, %d wait", used, waiting)
				}
			})
		})
	}
}

func ids(tasks []*engine.Task) (ids []trace.TaskID) {
	for _, t := range tasks {
		ids = append(ids, t.ID())
	}
	return ids
}

func TestRandomGuestsOfABarrierPassTogether(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		parties := rapid.IntRange(1, 4).Draw(rt, "parties")
		var passed []int
		var b *async.Barrier
		receive(rt, guests().Draw(rt, "guests"), func(t *engine.Task) func(*engine.Task, guest) error {
			b = async.NewBarrier(t, "gate", parties)
			t.Go("end", func(t *engine.Task) error { t.Sleep(500 * ms); b.Abort(t); return nil })
			return func(t *engine.Task, g guest) error {
				index, err := b.Wait(t)
				if err == nil {
					passed = append(passed, index)
				}
				return err
			}
		})
		seen := make([]int, parties)
		for _, index := range passed {
			seen[index]++
		}
		for index, n := range seen {
			if n != b.Stats().Rounds {
				rt.Fatalf("%d rounds, index %d was given %d times", b.Stats().Rounds, index, n)
			}
		}
	})
}

// Each goes an interval after the one before it, or at once if nobody has gone for longer; cancelled guests
// cost the others nothing.
func TestRandomGuestsOfARateLimiterGoInOrderWithoutGaps(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		interval := time.Duration(rapid.IntRange(0, 4).Draw(rt, "interval")) * ms
		free := time.Duration(0) // when the next may go
		receive(rt, guests().Draw(rt, "guests"), func(t *engine.Task) func(*engine.Task, guest) error {
			r := async.NewRateLimiter(t, "host", interval)
			last := time.Duration(0) // when the last to go had asked
			return func(t *engine.Task, g guest) error {
				asked := t.Now()
				if err := r.Acquire(t); err != nil {
					return err
				}
				if want := max(asked, free); t.Now() != want || asked < last {
					rt.Errorf("asked at %v and went at %v, want %v", asked, t.Now(), want)
				}
				last, free = asked, t.Now()+interval
				return nil
			}
		})
	})
}
