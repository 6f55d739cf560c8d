package async_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	. "overlap/engine/enginetest"
)

// child returns a task that takes d milliseconds and logs its end; named "bad…" it fails. Cancelled it says so,
// and cleans up for a millisecond behind a shield.
func child(d int) func(*engine.Task) error {
	return func(t *engine.Task) error {
		if err := t.Sleep(time.Duration(d) * ms); err != nil {
			t.Log(err.Error())
			t.Shielded(nap(t, 1))
			return err
		}
		t.Log("done")
		if strings.HasPrefix(t.Name(), "bad") {
			return errBoom
		}
		return nil
	}
}

// nursery opens one, starts the children and logs what comes of it.
func nursery(t *engine.Task, fn func(n *async.Nursery) error) error {
	err := async.OpenNursery(t, fn)
	if err != nil {
		t.Log("error " + err.Error())
		return err
	}
	t.Log("left")
	return nil
}

func TestTrioNurseryWaitsForItsChildren(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return nursery(t, func(n *async.Nursery) error {
			n.Go("a", child(3))
			n.Go("b", func(t *engine.Task) error {
				n.Go("grandchild", child(4))
				return child(1)(t)
			})
			t.Log("started")
			return nil
		})
	}, "0s main: started", "1ms b: done", "3ms a: done", "4ms grandchild: done", "4ms main: left")
}

func TestTrioNurseryCancelsTheSiblingsAndWaitsForThem(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		err := nursery(t, func(n *async.Nursery) error {
			n.Go("slow", child(9))
			n.Go("bad", child(2))
			return t.Sleep(20 * ms)
		})
		if err != errBoom {
			return err
		}
		return t.Sleep(9 * ms)
	}, "2ms bad: done", "2ms slow: cancelled: bad failed: boom", "3ms main: error boom")
}

func TestTrioNurseryOfNothing(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return nursery(t, func(n *async.Nursery) error { return nil })
	}, "0s main: left")
}

func TestTrioNurseryErrorOfTheBodyCancelsTheChildren(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return ignore(nursery(t, func(n *async.Nursery) error {
			n.Go("a", child(9))
			t.Sleep(ms)
			return errBoom
		}))
	}, "1ms a: cancelled: main failed: boom", "2ms main: error boom")
}

func TestTrioNurseryCombinesErrors(t *testing.T) {
	late := errors.New("cleaning up failed")
	Story(t, func(t *engine.Task) error {
		err := nursery(t, func(n *async.Nursery) error {
			n.Go("bad", child(1))
			n.Go("worse", func(t *engine.Task) error {
				t.Sleep(9 * ms)
				return late
			})
			return nil
		})
		var many *engine.MultiError
		if !errors.As(err, &many) || len(many.Errors) != 2 || !errors.Is(err, errBoom) || !errors.Is(err, late) {
			t.Log("it is not both")
		}
		return nil
	}, "1ms bad: done", "1ms main: error 2 errors: boom; cleaning up failed")
}

func TestTrioNurseryCancelScope(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return nursery(t, func(n *async.Nursery) error {
			n.Go("a", child(9))
			n.Go("b", child(1))
			t.Sleep(2 * ms)
			n.Cancel("enough")
			return t.Sleep(ms)
		})
	}, "1ms b: done", "2ms a: cancelled: enough", "3ms main: left")
}

func TestAsyncioTaskGroupParentCancelledCancelsTheChildren(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", func(t *engine.Task) error {
			return nursery(t, func(n *async.Nursery) error { n.Go("a", child(9)); return nil })
		})
		t.Sleep(ms)
		k.Cancel("enough")
		t.Log(t.Await(k).Error())
		return nil
	}, "1ms a: cancelled: k was cancelled: enough", "2ms k: error cancelled: enough", "2ms main: cancelled: enough")
}

func TestTrioNurseryInACancelledScope(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		err := async.Timeout(t, 2*ms, func() error {
			return nursery(t, func(n *async.Nursery) error {
				n.Go("a", child(9))
				n.Go("b", child(9))
				return nil
			})
		})
		t.Log(err.Error())
		return nil
	}, "2ms a: cancelled: timeout of 2ms", "2ms b: cancelled: timeout of 2ms",
		"3ms main: error cancelled: timeout of 2ms", "3ms main: async: timed out after 2ms")
}

func TestTrioNurseryErrorDuringATimeoutIsTheErrorThatRemains(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		err := async.Timeout(task, 2*ms, func() error {
			return async.OpenNursery(task, func(n *async.Nursery) error {
				n.Go("a", child(9))
				n.Go("b", func(t *engine.Task) error { t.Sleep(9 * ms); return errBoom })
				return nil
			})
		})
		if err != errBoom {
			t.Error(err)
		}
		return nil
	})
}

func TestAsyncioTaskGroupChildThatIsCancelledIsNoFailure(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return nursery(t, func(n *async.Nursery) error {
			a := n.Go("a", child(9))
			n.Go("b", child(3))
			t.Sleep(ms)
			a.Cancel("not you")
			return nil
		})
	}, "1ms a: cancelled: not you", "3ms b: done", "3ms main: left")
}

func TestTrioNurseryStartWaitsUntilReady(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return nursery(t, func(n *async.Nursery) error {
			err := n.Start(t, "server", func(t *engine.Task, ready func()) error {
				t.Sleep(2 * ms)
				ready()
				return child(3)(t)
			})
			t.Log("started")
			return err
		})
	}, "2ms main: started", "5ms server: done", "5ms main: left")
}

func TestTrioNurseryStartOfWhatEndsIsAnError(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		async.OpenNursery(task, func(n *async.Nursery) error {
			err := n.Start(task, "mute", func(*engine.Task, func()) error { return nil })
			if err == nil || err.Error() != "async: mute ended without having said that it was ready" {
				t.Error(err)
			}
			err = n.Start(task, "bad", func(*engine.Task, func()) error { return errBoom })
			if err != errBoom {
				t.Error(err)
			}
			return nil
		})
		return nil
	})
}

func TestTrioNurseryStartCancelledTakesTheTaskAlong(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		return nursery(t, func(n *async.Nursery) error {
			return ignore(async.Timeout(t, ms, func() error {
				return n.Start(t, "slow", func(t *engine.Task, ready func()) error { return child(9)(t) })
			}))
		})
	}, "1ms slow: cancelled: timeout of 1ms", "2ms main: left")
}

func TestTrioNurseryOrderIsUpToChance(t *testing.T) {
	order := func(seed uint64) (names []string) {
		l, err := Try(t, engine.Config{Seed: seed}, func(t *engine.Task) error {
			return async.OpenNursery(t, func(n *async.Nursery) error {
				n.Scope().Shuffle()
				for _, name := range []string{"a", "b", "c"} {
					n.Go(name, func(t *engine.Task) error { names = append(names, name); return nil })
				}
				return nil
			})
		})
		if err != nil || l.Trace().Len() == 0 {
			t.Error(err)
		}
		return names
	}
	seen := map[string]int{}
	for seed := range uint64(600) {
		first := order(seed)
		if !slices.Equal(first, order(seed)) {
			t.Fatal("one seed, two orders")
		}
		seen[strings.Join(first, "")]++
	}
	for o, n := range seen {
		if n < 60 || len(seen) != 6 {
			t.Errorf("order %s came %d times of 600; %d orders", o, n, len(seen))
		}
	}
}

func TestTrioNurseryThatIsClosedRefusesTasks(t *testing.T) {
	_, err := Try(t, engine.Config{}, func(t *engine.Task) error {
		var kept *async.Nursery
		async.OpenNursery(t, func(n *async.Nursery) error { kept = n; return nil })
		kept.Go("late", child(1))
		return nil
	})
	if err == nil || !strings.Contains(err.Error(), "async: late is started in a nursery that is closed") {
		t.Error(err)
	}
}

func TestNurseryThatNeverEndsIsADeadlockThatNamesWhom(t *testing.T) {
	_, err := Try(t, engine.Config{}, func(t *engine.Task) error {
		return async.OpenNursery(t, func(n *async.Nursery) error {
			e := async.NewEvent(t, "bell")
			n.Go("a", child(1))
			n.Go("b", e.Wait)
			return nil
		})
	})
	if want := "engine: deadlock: main waits for nursery, up to b; b waits for event bell"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestNurseryWhoseChildAwaitsItsParentCanBeCancelled(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		err := async.Timeout(t, 2*ms, func() error {
			return nursery(t, func(n *async.Nursery) error {
				n.Go("a", func(k *engine.Task) error { return k.Await(t) })
				return nil
			})
		})
		t.Log(err.Error())
		return nil
	}, "2ms main: error cancelled: timeout of 2ms", "2ms main: async: timed out after 2ms")
}
