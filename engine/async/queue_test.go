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

// eater returns a task that takes items every d milliseconds until the queue is closed.
func eater(q *async.Queue[string], d int) func(*engine.Task) error {
	return func(t *engine.Task) error {
		for {
			item, err := q.Get(t)
			if err != nil {
				return err
			}
			t.Log("got " + item)
			t.Sleep(time.Duration(d) * ms)
			q.TaskDone(t)
		}
	}
}

// cook returns a task that puts n items, one every d milliseconds.
func cook(q *async.Queue[string], n, d int) func(*engine.Task) error {
	return func(t *engine.Task) error {
		for i := range n {
			t.Sleep(time.Duration(d) * ms)
			if err := q.Put(t, t.Name()+strconv.Itoa(i)); err != nil {
				return err
			}
		}
		return nil
	}
}

func TestAsyncioQueueIsFirstInFirstOut(t *testing.T) {
	l := Story(t, func(t *engine.Task) error {
		q := async.NewQueue[string](t, "orders", 0)
		t.Go("a", cook(q, 2, 2))
		t.Go("b", cook(q, 2, 3))
		t.Sleep(5 * ms)
		t.Go("eats", eater(q, 2))
		return t.Sleep(9 * ms)
	}, "5ms eats: got a0", "7ms eats: got b0", "9ms eats: got a1", "11ms eats: got b1")
	wantLines(t, gauges(l), "2ms orders=1 by a", "3ms orders=2 by b", "4ms orders=3 by a", "5ms orders=2 by eats", "6ms orders=3 by b",
		"7ms orders=2 by eats", "9ms orders=1 by eats", "11ms orders=0 by eats")
}

func TestAsyncioQueueBoundHoldsProducersBack(t *testing.T) {
	l := Run(t, func(task *engine.Task) error {
		q := async.NewQueue[string](task, "", 3)
		producers := []*engine.Task{task.Go("P1", cook(q, 6, 20)), task.Go("P2", cook(q, 6, 20))}
		for i := range 3 {
			task.Go("C"+strconv.Itoa(i), eater(q, 100))
		}
		if err := awaitAll(task, producers); err != nil {
			return err
		}
		err := q.Join(task)
		if got, want := q.Stats(), (async.QueueStats{Peak: 3, Bound: 3, Put: 12, Got: 12, Getting: 3}); got != want {
			t.Errorf("stats %+v, want %+v", got, want)
		}
		return err
	})
	if got := l.Report().Ended; got != 440*ms {
		t.Errorf("took %v, want 440ms: four rounds of 100 ms after 20, 20 and 40", got)
	}
}

func TestTrioChannelItemGoesToTheTaskThatWaitsForIt(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		q := async.NewQueue[string](t, "", 0)
		t.Go("waits", eater(q, 0))
		t.Sleep(0)
		q.TryPut(t, "one")
		if _, err := q.TryGet(t); err != async.ErrQueueEmpty {
			t.Log("took it first")
		}
		q.TryPut(t, "two")
		item, err := q.Get(t)
		t.Log("got " + item)
		return errors.Join(err, t.Sleep(0))
	}, "0s main: got two", "0s waits: got one")
}

func TestTrioChannelRoomGoesToTheTaskThatWaitsForIt(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		q := async.NewQueue[string](task, "", 1)
		q.TryPut(task, "one")
		k := task.Go("k", cook(q, 1, 1))
		task.Sleep(2 * ms)
		q.TryGet(task)
		if err := q.TryPut(task, "three"); err != async.ErrQueueFull {
			t.Errorf("%v: put before k, which was first", err)
		}
		task.Await(k)
		if item, err := q.Get(task); item != "k0" || err != nil {
			t.Errorf("%q, %v", item, err)
		}
		return nil
	})
}

func TestAsyncioQueueTryDoesNotWait(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		q := async.NewQueue[int](task, "", 1)
		if _, err := q.TryGet(task); err != async.ErrQueueEmpty {
			t.Errorf("empty: %v", err)
		}
		if err := q.TryPut(task, 1); err != nil {
			t.Error(err)
		}
		if err := q.TryPut(task, 2); err != async.ErrQueueFull {
			t.Errorf("full: %v", err)
		}
		if item, err := q.TryGet(task); item != 1 || err != nil {
			t.Errorf("%d, %v", item, err)
		}
		return nil
	})
}

func TestAsyncioQueueJoinWaitsForTheWorkNotTheItems(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		q := async.NewQueue[string](t, "", 0)
		q.Put(t, "one")
		t.Go("eats", eater(q, 5))
		err := q.Join(t)
		t.Log("joined")
		return errors.Join(err, q.Join(t))
	}, "0s eats: got one", "5ms main: joined")
}

func TestAsyncioQueueTaskDoneTooOftenIsAnError(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		q := async.NewQueue[int](task, "orders", 0)
		q.Put(task, 1)
		if err := q.TaskDone(task); err != nil {
			t.Error(err)
		}
		wantError(t, q.TaskDone(task), "async: main reports an item of queue orders done that was never put")
		return nil
	})
}

func TestPython313QueueShutdownHandsOutWhatIsLeft(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		q := async.NewQueue[int](task, "orders", 1)
		q.Put(task, 1)
		putting := task.Go("putting", func(t *engine.Task) error { return q.Put(t, 2) })
		task.Sleep(0)
		q.Close(task)
		q.Close(task)
		if err := task.Await(putting); err != async.ErrQueueClosed {
			t.Errorf("the one that waited for room: %v", err)
		}
		if err := q.TryPut(task, 3); err != async.ErrQueueClosed {
			t.Errorf("TryPut: %v", err)
		}
		if item, err := q.Get(task); item != 1 || err != nil {
			t.Errorf("what was left: %d, %v", item, err)
		}
		if _, err := q.Get(task); err != async.ErrQueueClosed {
			t.Errorf("Get of nothing: %v", err)
		}
		return nil
	})
}

func TestPython313QueueShutdownWakesThoseThatWaitForItems(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		q := async.NewQueue[string](t, "", 0)
		tasks := startTasks(t, 2, eater(q, 0))
		q.TryPut(t, "last")
		q.Close(t)
		t.Log(t.Await(tasks[1]).Error())
		return nil
	}, "0s a: got last", "0s main: async: the queue is closed")
}

func TestQueueClosedAfterOneWasGivenRoomKeepsItsItem(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		q := async.NewQueue[int](task, "", 1)
		q.Put(task, 1)
		putting := task.Go("putting", func(t *engine.Task) error { return q.Put(t, 2) })
		task.Sleep(0)
		q.TryGet(task)
		q.Close(task)
		if err := task.Await(putting); err != nil {
			t.Errorf("its Put: %v", err)
		}
		if item, err := q.Get(task); item != 2 || err != nil {
			t.Errorf("%d, %v", item, err)
		}
		return nil
	})
}

func TestAsyncioQueueGetCancelledBeforeItHasRunTakesNothing(t *testing.T) {
	Story(t, func(t *engine.Task) error {
		q := async.NewQueue[string](t, "", 0)
		k := t.Go("k", func(t *engine.Task) error {
			item, err := q.Get(t)
			t.Log("got " + item + err.Error())
			return err
		})
		t.Sleep(0)
		q.TryPut(t, "one")
		k.Cancel("in time")
		item, err := q.TryGet(t)
		t.Log("got " + item)
		return err
	}, "0s main: got one", "0s k: got cancelled: in time")
}

func TestQueueCancelledWaitersLeave(t *testing.T) {
	Run(t, func(task *engine.Task) error {
		q := async.NewQueue[string](task, "", 1)
		tasks := startTasks(task, 2, func(t *engine.Task) error { _, err := q.Get(t); return err })
		tasks[0].Cancel("")
		q.Put(task, "one")
		if err := task.Await(tasks[1]); err != nil {
			t.Error(err)
		}
		q.Put(task, "two")
		putting := task.Go("putting", cook(q, 1, 0))
		task.Sleep(0)
		task.Sleep(0)
		putting.Cancel("")
		task.Sleep(0)
		if got, want := q.Stats(), (async.QueueStats{Len: 1, Peak: 1, Bound: 1, Put: 2, Got: 1, Unfinished: 2}); got != want {
			t.Errorf("stats %+v, want %+v", got, want)
		}
		return nil
	})
}

func TestDeadlockOfAQueueSaysWhichSide(t *testing.T) {
	for _, c := range []struct {
		want string
		main func(*engine.Task, *async.Queue[int]) error
	}{
		{"(empty)", func(t *engine.Task, q *async.Queue[int]) error { _, err := q.Get(t); return err }},
		{"(full)", func(t *engine.Task, q *async.Queue[int]) error { q.Put(t, 1); return q.Put(t, 2) }},
		{"(unfinished)", func(t *engine.Task, q *async.Queue[int]) error { q.Put(t, 1); return q.Join(t) }},
	} {
		_, err := Try(t, engine.Config{}, func(t *engine.Task) error { return c.main(t, async.NewQueue[int](t, "orders", 1)) })
		wantError(t, err, "engine: deadlock: main waits for queue orders "+c.want)
	}
}
