package async

import (
	"errors"
	"strings"

	"overlap/engine"
	"overlap/engine/trace"
)

var (
	// ErrQueueFull is what TryPut returns when Put would wait.
	ErrQueueFull = errors.New("async: the queue is full")
	// ErrQueueEmpty is what TryGet returns when Get would wait.
	ErrQueueEmpty = errors.New("async: the queue is empty")
	// ErrQueueClosed is what Put returns after Close, and Get when nothing is left.
	ErrQueueClosed = errors.New("async: the queue is closed")
)

// Queue passes items from tasks to tasks, first in, first out, as asyncio.Queue. It is strictly fair: an item goes to the
// task that has waited longest before that task runs, and so does room for an item. An item that was handed over no
// longer takes room. In asyncio it stays in the queue until the getter runs, and a task that runs earlier may take the
// item or the room. A getter that is cancelled before it has run gives its item back, to the next getter or to the front
// of the queue.
//
// A queue with a name is a gauge in the trace: its length. Close adds a mark.
type Queue[T any] struct {
	items    []T // empty when tasks wait for an item, full when tasks wait for room
	length   level
	bound    int // 0: none
	closed   bool
	put, got int
	left     int // number of items that were put and not reported done

	getters, putters, joiners *engine.Lot

	given   map[*engine.Task]T // items of getters that were woken and have not run
	offered map[*engine.Task]T // items of putters that wait for room
}

// NewQueue returns an empty queue of at most bound items; a bound of 0 or less is none, as asyncio's maxsize.
func NewQueue[T any](t *engine.Task, name string, bound int) *Queue[T] {
	lot := func(state string) *engine.Lot {
		return t.Loop().NewLot(trace.WhyQueue, strings.TrimSpace(name+" "+state), 0)
	}
	q := &Queue[T]{
		length: level{name: name}, bound: max(bound, 0),
		getters: lot("(empty)"), putters: lot("(full)"), joiners: lot("(unfinished)"),
		given: map[*engine.Task]T{}, offered: map[*engine.Task]T{},
	}
	q.getters.TakenBack(q.giveBack)
	return q
}

// Put waits for room and adds an item. An error is a cancellation or ErrQueueClosed; the item was not added then.
func (q *Queue[T]) Put(t *engine.Task, item T) error {
	err := q.TryPut(t, item)
	if err != ErrQueueFull {
		return err
	}
	q.offered[t] = item
	err = q.putters.Park(t)
	if _, refused := q.offered[t]; refused && err == nil {
		err = ErrQueueClosed
	}
	delete(q.offered, t)
	return err
}

// TryPut adds an item if there is room, without waiting, as put_nowait. The error is ErrQueueFull or ErrQueueClosed.
func (q *Queue[T]) TryPut(t *engine.Task, item T) error {
	switch {
	case q.closed:
		return ErrQueueClosed
	case q.bound > 0 && len(q.items) >= q.bound:
		return ErrQueueFull
	}
	q.add(item)
	q.length.set(t, len(q.items))
	return nil
}

// Get waits for an item and takes it. An error is a cancellation, or ErrQueueClosed if the queue is closed and empty.
func (q *Queue[T]) Get(t *engine.Task) (item T, err error) {
	item, err = q.TryGet(t)
	if err != ErrQueueEmpty {
		return item, err
	}
	if err := q.getters.Park(t); err != nil {
		return item, err
	}
	item, ok := q.given[t]
	if !ok {
		return item, ErrQueueClosed
	}
	delete(q.given, t)
	return item, nil
}

// UnlessClosed returns nil for ErrQueueClosed, with which a getter learns that no items are left, and any other error as
// it is.
func UnlessClosed(err error) error {
	if errors.Is(err, ErrQueueClosed) {
		return nil
	}
	return err
}

// giveBack puts the item of a getter that was cancelled before it has run in front of all others.
func (q *Queue[T]) giveBack(getter *engine.Task) {
	item, ok := q.given[getter]
	if !ok {
		return
	}
	delete(q.given, getter)
	if next := q.getters.Wake(); next != nil {
		q.given[next] = item
		return
	}
	q.got--
	q.items = append([]T{item}, q.items...)
	q.length.set(getter, len(q.items))
}

// TryGet takes an item if there is one, without waiting, as get_nowait. The error is ErrQueueEmpty, or ErrQueueClosed if
// the queue is closed and empty.
func (q *Queue[T]) TryGet(t *engine.Task) (item T, err error) {
	switch {
	case len(q.items) > 0:
		item = q.take()
		q.length.set(t, len(q.items))
		return item, nil
	case q.closed:
		return item, ErrQueueClosed
	}
	return item, ErrQueueEmpty
}

// Close closes the queue for new items, as Queue.shutdown of Python 3.13: Put returns ErrQueueClosed, even a Put that
// waits already. Items in the queue can still be taken. Closing again changes nothing.
func (q *Queue[T]) Close(t *engine.Task) {
	if q.closed {
		return
	}
	q.closed = true
	q.putters.WakeAll()
	q.getters.WakeAll() // getters wait only while the queue is empty
	if q.length.name != "" {
		t.Mark(q.length.name + " closed")
	}
}

// add gives an item to the getter that has waited longest, or appends it to the queue.
func (q *Queue[T]) add(item T) {
	q.put++
	q.left++
	if t := q.getters.Wake(); t != nil {
		q.given[t] = item
		q.got++
		return
	}
	q.items = append(q.items, item)
}

// take removes the first item and adds that of the putter that has waited longest, for which there is now room.
func (q *Queue[T]) take() T {
	var none T
	item := q.items[0]
	q.items[0] = none // for the garbage collector
	q.items = q.items[1:]
	q.got++
	if len(q.items) >= q.bound { // no bound, or an item that was given back exceeded it
		return item
	}
	if t := q.putters.Wake(); t != nil {
		q.add(q.offered[t])
		delete(q.offered, t)
	}
	return item
}

// TaskDone reports an item as done, as task_done. It is an error to report more items than were put.
func (q *Queue[T]) TaskDone(t *engine.Task) error {
	if q.left == 0 {
		return errors.New("async: " + t.Name() + " reports an item of " + title("queue", q.length.name) + " done that was never put")
	}
	if q.left--; q.left == 0 {
		q.joiners.WakeAll()
	}
	return nil
}

// Join waits until every item that was put has been reported done. The condition need only hold once: Join returns even
// if another item has been put before the task runs, as asyncio's. An error is a cancellation.
func (q *Queue[T]) Join(t *engine.Task) error {
	if q.left == 0 {
		return nil
	}
	return q.joiners.Park(t)
}

// QueueStats is the state of a queue.
type QueueStats struct {
	Len, Peak  int // number of items in the queue, and the most there ever were
	Bound      int // the most items there may be, 0 for no bound
	Put, Got   int // number of items ever put and taken
	Unfinished int // number of items that were not reported done
	Putting    int // number of tasks that wait for room
	Getting    int // number of tasks that wait for an item
	Joining    int // number of tasks in Join
	Closed     bool
}

// Stats returns the queue's state.
func (q *Queue[T]) Stats() QueueStats {
	return QueueStats{
		Len: len(q.items), Peak: q.length.peak, Bound: q.bound, Put: q.put, Got: q.got, Unfinished: q.left,
		Putting: q.putters.Len(), Getting: q.getters.Len(), Joining: q.joiners.Len(), Closed: q.closed,
	}
}
