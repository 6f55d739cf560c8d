package engine

// turn is an entry of the ready queue, as a handle in asyncio: a task that goes on, or an alarm that goes off. An alarm's turn
// is dead if the alarm was unset since.
type turn timer

// of returns the task whose turn it is, nil for an alarm's.
func (e turn) of() *Task {
	if e.seq != 0 {
		return nil
	}
	return e.alarm.task
}

// queue is a ring of turns, first in, first out.
type queue struct {
	ring []turn // its length is a power of two
	head int
	n    int
}

func (q *queue) len() int { return q.n }

func (q *queue) push(e turn) {
	if q.n == len(q.ring) {
		q.grow()
	}
	q.ring[(q.head+q.n)&(len(q.ring)-1)] = e
	q.n++
}

func (q *queue) pop() turn {
	e := q.ring[q.head]
	q.ring[q.head] = turn{}
	q.head = (q.head + 1) & (len(q.ring) - 1)
	q.n--
	return e
}

func (q *queue) grow() {
	ring := make([]turn, max(16, 2*len(q.ring)))
	n := copy(ring, q.ring[q.head:])
	copy(ring[n:], q.ring[:q.head])
	q.ring, q.head = ring, 0
}

// first returns the next turn. The queue must not be empty.
func (q *queue) first() turn { return q.ring[q.head] }

// back returns the place of the i-th turn from the end.
func (q *queue) back(i int) *turn { return &q.ring[(q.head+q.n-1-i)&(len(q.ring)-1)] }
