package async_test

import (
	"errors"
	"strconv"
	"testing"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	. "overlap/engine/enginetest"
)

// The law of cancellation (engine.Task.Cancel): if Cancel returns true, the task ends as cancelled, or a wait of the task returns
// the cancellation. The tests are named after the rule of asyncio or trio that they check.

// fate says how a task ended, and when.
func fate(t, k *engine.Task) string {
	err := t.Shielded(func() error { return t.Await(k) })
	if err == nil {
		return k.State()
	}
	return k.State() + ": " + err.Error()
}

func TestAsyncioTaskThatCancelsItselfAndReturnsIsCancelled(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", func(k *engine.Task) error { k.Cancel("enough"); return nil })
		t.Log(fate(t, k))
		return nil
	}, "0s main: cancelled: cancelled: enough")
}

func TestAsyncioFailureIsNotHiddenByACancellationThatIsDue(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", func(k *engine.Task) error { k.Cancel("enough"); return errBoom })
		t.Log(fate(t, k))
		return nil
	}, "0s main: failed: boom")
}

func TestAsyncioChildThatCancelsThoseWhoAwaitIt(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		var parent *engine.Task
		parent = t.Go("parent", func(p *engine.Task) error {
			child := p.Go("child", func(*engine.Task) error { parent.Cancel("stop"); return nil })
			err := p.Await(child)
			p.Log("child " + child.State())
			return err
		})
		t.Log(fate(t, parent))
		return nil
	}, "0s parent: child cancelled", "0s main: cancelled: cancelled: stop")
}

func TestAsyncioPendingCancellationReachesWhatIsAwaited(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		other := t.Go("other", func(t *engine.Task) error { return t.Sleep(time.Hour) })
		k := t.Go("k", func(k *engine.Task) error {
			k.Sleep(0)
			k.Cancel("enough")
			return k.Await(other)
		})
		t.Log(fate(t, k) + ", other " + other.State())
		return nil
	}, "0s main: cancelled: cancelled: enough, other cancelled")
}

func TestAsyncioTimeoutOfNothingReachesWhatIsAwaited(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		other := t.Go("other", func(t *engine.Task) error { return t.Sleep(time.Hour) })
		t.Sleep(0)
		err := async.Timeout(t, 0, func() error { return t.Await(other) })
		t.Log(err.Error() + ", other " + other.State())
		return nil
	}, "0s main: async: timed out after 0s, other cancelled")
}

func TestAsyncioCancelOfOneWhoAwaitsATaskAboutToEnd(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		inner := t.Go("inner", func(t *engine.Task) error { return t.Sleep(0) })
		k := t.Go("k", func(k *engine.Task) error {
			if err := k.Await(inner); err != nil {
				return err
			}
			return k.Sleep(time.Hour)
		})
		t.Sleep(0)
		k.Cancel("enough")
		t.Log(fate(t, k))
		return nil
	}, "0s main: cancelled: cancelled: enough")
}

func TestAsyncioGatheredThatHaveNotBegunNeverBegin(t *testing.T) {
	for name, gather := range map[string]func(*engine.Task, ...*async.Coroutine[string]) error{
		"gather": func(t *engine.Task, cs ...*async.Coroutine[string]) error {
			_, err := async.Gather(t, cs...)
			return err
		},
		"settled": func(t *engine.Task, cs ...*async.Coroutine[string]) error {
			_, err := async.GatherSettled(t, cs...)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			Story(t, func(t *engine.Task) error {
				k := t.Go("k", func(k *engine.Task) error {
					begins := func(t *engine.Task) (string, error) { t.Log("begins"); return "", nil }
					return gather(k, async.Call(k, "a", begins), async.Call(k, "b", begins))
				})
				t.Go("canceller", func(*engine.Task) error { k.Cancel("enough"); return nil })
				t.Log(fate(t, k))
				return nil
			}, "0s main: cancelled: cancelled: enough")
		})
	}
}

func TestAsyncioCancellationReachesTheSiblingsOfOneThatFails(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		var k *engine.Task
		k = t.Go("k", func(k1 *engine.Task) error {
			inner := async.Call(k1, "inner", func(t *engine.Task) (string, error) {
				sibling := async.Call(t, "sibling", func(t *engine.Task) (string, error) {
					err := t.Sleep(time.Second)
					t.Log(err.Error())
					return "", err
				})
				failing := async.Call(t, "failing", func(t *engine.Task) (string, error) {
					k.Cancel("enough")
					return "", errBoom
				})
				return "", gather(t, sibling, failing)
			})
			return gather(k1, inner)
		})
		fate(t, k)
		return nil
	}, "0s sibling: cancelled: enough", "0s inner: error boom", "0s k: error boom")
}

// cpython#86296, async-timeout#229.
func TestAsyncioCancelInTheInstantOfATimeout(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", func(k *engine.Task) error {
			err := async.Timeout(k, 10*ms, func() error { return k.Sleep(time.Hour) })
			if errors.Is(err, engine.ErrDeadline) {
				k.Log("timed out")
				return nil
			}
			return err
		})
		t.Sleep(10 * ms) // its timer is older than the timeout's
		if !k.Cancel("stop") {
			t.Log("too late")
		}
		t.Log(fate(t, k))
		return nil
	}, "10ms main: cancelled: cancelled: stop")
}

func TestAsyncioCancelBeforeTheTimeoutInItsInstant(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		var k *engine.Task
		t.Loop().CallAt(10*ms, func() { k.Cancel("stop") })
		k = t.Go("k", func(k *engine.Task) error {
			return async.Timeout(k, 10*ms, func() error { return k.Sleep(time.Hour) })
		})
		t.Log(fate(t, k))
		return nil
	}, "10ms main: cancelled: cancelled: stop")
}

// cpython#31394, curio#82: both limits have passed when the loop gets round to them.
func TestTrioOfLimitsThatPassedTogetherTheOuterFires(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		err := async.Timeout(t, 30*ms, func() error {
			err := async.Timeout(t, 20*ms, func() error { t.Work(50 * ms); return t.Sleep(time.Second) })
			t.Log("inner: " + err.Error())
			return err
		})
		t.Log("outer: " + err.Error())
		return nil
	}, "50ms main: inner: cancelled: timeout of 30ms", "50ms main: outer: async: timed out after 30ms")
}

// cpython#155433: the outer limit passes while a task that the inner scope has cancelled cleans up.
func TestTrioLimitThatPassesDuringAnInnerCleanUpIsReported(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		err := async.Timeout(t, 50*ms, func() error {
			return async.OpenNursery(t, func(n *async.Nursery) error {
				n.Go("worker", func(t *engine.Task) error {
					err := t.Sleep(time.Hour)
					return errors.Join(err, t.Shielded(func() error { return t.Sleep(100 * ms) }))
				})
				t.Sleep(10 * ms)
				n.Cancel("enough")
				return nil
			})
		})
		t.Log(err.Error())
		return nil
	}, "110ms main: async: timed out after 50ms")
}

func TestTaskThatCatchesAScopesCancellationHearsItsOwn(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", func(k *engine.Task) error {
			return k.Scope("s", func(s *engine.Scope) error {
				s.Cancel("scope")
				err := k.Sleep(ms)
				k.Cancel("task")
				return err
			})
		})
		t.Log(fate(t, k))
		return nil
	}, "0s main: cancelled: cancelled: task")
}

func TestSecondCancelLeavesTheFirst(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", func(k *engine.Task) error { return k.Sleep(time.Hour) })
		t.Sleep(0)
		k.Cancel("first")
		k.Cancel("second")
		t.Log(fate(t, k))
		return nil
	}, "0s main: cancelled: cancelled: first")
}

// A granted item is received, and so is the cancellation.
func TestCancelOfOneThatWasHandedALockIsHeardAfterIt(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		l := async.NewLock(t, "")
		l.Acquire(t)
		k := t.Go("k", func(k *engine.Task) error {
			return l.With(k, func() error { k.Log("has it"); return nil })
		})
		t.Sleep(0)
		l.Release(t)
		k.Cancel("enough")
		t.Log(fate(t, k) + ", held by " + strconv.Quote(l.Stats().Holder))
		return nil
	}, "0s k: has it", "0s main: cancelled: cancelled: enough, held by \"\"")
}

// trio: both the group's errors and the cancellation of its opener. A failure is no cancellation all the same.
func TestTrioFailureDuringACancellationIsAFailure(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		k := t.Go("k", func(k *engine.Task) error {
			return async.OpenNursery(k, func(n *async.Nursery) error {
				n.Go("child", func(t *engine.Task) error { t.Sleep(time.Hour); return errBoom })
				return k.Sleep(time.Hour)
			})
		})
		t.Sleep(ms)
		k.Cancel("enough")
		t.Log(fate(t, k))
		return nil
	}, "1ms main: failed: 2 errors: cancelled: enough; boom")
}

// trio: a child that was started begins, and is cancelled with the nursery at its first wait.
func TestTrioChildOfANurseryWhoseBodyFailsBegins(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		err := async.OpenNursery(t, func(n *async.Nursery) error {
			n.Go("child", func(t *engine.Task) error { t.Log("begins"); return t.Sleep(ms) })
			return errBoom
		})
		t.Log(err.Error())
		return nil
	}, "0s child: begins", "0s main: boom")
}
