package async

import (
	"errors"
	"strconv"

	"overlap/engine"
	"overlap/engine/trace"
)

// ErrBarrierBroken is what Barrier.Wait returns when the barrier was aborted, or reset while the task waited.
var ErrBarrierBroken = errors.New("async: the barrier is broken")

// Barrier holds tasks back until a number of tasks waits, then lets them through and begins another round, as
// asyncio.Barrier. A task that is cancelled while it waits leaves, and the others wait for another task. Tasks of a full
// round go on even if the barrier is reset or aborted before they run. (In asyncio such tasks get BrokenBarrierError, and
// new tasks wait until all tasks of the round have left.)
//
// A barrier with a name is a gauge in the trace: the number of waiting tasks.
type Barrier struct {
	lot     *engine.Lot
	waiting level
	parties int
	rounds  int
	current *round
	broken  bool
}

// round is one filling of a barrier. Tasks that were let through and have not run yet belong to a former round.
type round struct {
	passed int
	broken bool
}

// NewBarrier returns a barrier for that many tasks, 1 or more.
func NewBarrier(t *engine.Task, name string, parties int) *Barrier {
	if parties < 1 {
		panic("async: " + title("barrier", name) + " is for 1 task or more, not " + strconv.Itoa(parties))
	}
	lot := t.Loop().NewLot(trace.WhyBarrier, name, 0)
	return &Barrier{lot: lot, waiting: level{name: name}, parties: parties, current: &round{}}
}

// Wait returns when as many tasks wait as the barrier is for. The last task does not suspend. Each task of a round gets its
// own index, the first 0 and the last parties-1; asyncio may give an index twice after a task has left. The error is a
// cancellation or ErrBarrierBroken.
func (b *Barrier) Wait(t *engine.Task) (index int, err error) {
	if b.broken {
		return 0, ErrBarrierBroken
	}
	if b.lot.Len() == b.parties-1 {
		b.rounds++
		b.next(t)
		return b.parties - 1, nil
	}
	r := b.current
	b.waiting.set(t, b.lot.Len()+1)
	if err := b.lot.Park(t); err != nil {
		b.waiting.set(t, b.lot.Len())
		return 0, err
	}
	if r.broken {
		return 0, ErrBarrierBroken
	}
	r.passed++
	return r.passed - 1, nil
}

// Reset makes the barrier empty and whole: tasks that wait get ErrBarrierBroken.
func (b *Barrier) Reset(t *engine.Task) {
	b.broken = false
	b.current.broken = true
	b.next(t)
}

// Abort breaks the barrier: tasks that wait, and those that come before a Reset, get ErrBarrierBroken.
func (b *Barrier) Abort(t *engine.Task) {
	b.Reset(t)
	b.broken = true
}

// next lets the waiting tasks go on and begins another round.
func (b *Barrier) next(t *engine.Task) {
	b.current = &round{}
	for b.lot.Wake() != nil {
	}
	b.waiting.set(t, 0)
}

// BarrierStats is the state of a barrier.
type BarrierStats struct {
	Parties int // number of tasks of a round
	Waiting int // number of tasks that wait
	Rounds  int // number of full rounds so far
	Broken  bool
}

// Stats returns the barrier's state.
func (b *Barrier) Stats() BarrierStats {
	return BarrierStats{Parties: b.parties, Waiting: b.lot.Len(), Rounds: b.rounds, Broken: b.broken}
}
