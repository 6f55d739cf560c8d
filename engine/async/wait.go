package async

import (
	"errors"
	"iter"
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

// Until says what Wait waits for, as asyncio.wait's return_when.
type Until uint8

const (
	FirstCompleted Until = iota + 1 // one task has ended, well or not
	FirstError                      // one task has failed, or all have ended; a cancellation is no failure, as in asyncio
	All                             // all tasks have ended
)

// Wait waits until enough of the tasks have ended or timeout has passed, and returns the tasks that have ended and those
// that have not, each in the order of ks and without repetitions, as asyncio.wait. It neither cancels tasks nor reports
// failures: the caller asks for their results. A negative timeout is no limit; with 0, the ready tasks get a turn, as in
// asyncio. The error is a cancellation of t, which does not reach the tasks, or says that ks is empty.
func Wait[K Ending](t *engine.Task, ks []K, until Until, timeout time.Duration) (done, pending []K, err error) {
	if len(ks) == 0 {
		return nil, nil, errors.New("async: wait for no tasks")
	}
	ks = distinct(ks)
	w := watch(t, trace.WhyWait, until.of(len(ks)), ks, func(k K, left int) bool {
		return left == 0 || until == FirstCompleted || until == FirstError && k.Err() != nil && !engine.IsCancelled(k.Err())
	})
	defer w.leave()
	w.limit(t, timeout)
	if err := w.join(t); err != nil {
		return nil, nil, err
	}
	for _, k := range ks {
		if k.Done() {
			done = append(done, k)
		} else {
			pending = append(pending, k)
		}
	}
	return done, pending, nil
}

// of describes the wait for n tasks.
func (u Until) of(n int) string {
	tasks := plural(n, "task")
	switch u {
	case FirstCompleted:
		return "the first of " + tasks
	case FirstError:
		return "a failure or the end of " + tasks
	}
	return tasks
}

// AsCompleted yields the tasks in the order in which they end, each once, as asyncio.as_completed. Tasks that have ended
// already come first, in the order of ks. The timeout counts from the beginning of the iteration; a negative one is no
// limit. When it has passed, the last yield has no task and a *TimeoutError; when t is cancelled, no task and the
// cancellation. Neither that nor a break cancels tasks.
func AsCompleted[K Ending](t *engine.Task, ks []K, timeout time.Duration) iter.Seq2[K, error] {
	return func(yield func(K, error) bool) {
		ks, ended := distinct(ks), []K(nil)
		w := watch(t, trace.WhyWait, "the next of "+plural(len(ks), "task"), ks, func(k K, _ int) bool { ended = append(ended, k); return true })
		defer w.leave()
		w.limit(t, timeout)
		for len(ended) > 0 || w.left > 0 {
			w.over = len(ended) > 0
			err := w.join(t)
			if err == nil && len(ended) == 0 {
				err = &TimeoutError{After: timeout}
			}
			if err != nil {
				var none K
				yield(none, err)
				return
			}
			k := ended[0]
			if ended = ended[1:]; !yield(k, nil) {
				return
			}
		}
	}
}

// Shield waits for a task but does not pass cancellations of t on to it, as asyncio.shield: they end the wait, and the
// task runs on.
func Shield[T any](t *engine.Task, k *Task[T]) (T, error) {
	if k.Done() {
		return k.Result()
	}
	w := watch(t, trace.WhyTask, k.Name(), []*Task[T]{k}, func(*Task[T], int) bool { return true })
	defer w.leave()
	if err := w.join(t); err != nil {
		var none T
		return none, err
	}
	return k.Result()
}

// distinct returns ks without repetitions.
func distinct[K Ending](ks []K) []K {
	seen, each := make(map[Ending]bool, len(ks)), make([]K, 0, len(ks))
	for _, k := range ks {
		if !seen[k] {
			seen[k] = true
			each = append(each, k)
		}
	}
	return each
}
