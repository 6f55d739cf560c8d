package engine

// queue is a ring of ready tasks, first in, first out.
type queue struct {
	ring []*Task // its length is a power of two
	head int
	n    int
}

func (q *queue) len() int { return q.n }

func (q *queue) push(t *Task) {
	if q.n == len(q.ring) {
		q.grow()
	}
	q.ring[(q.head+q.n)&(len(q.ring)-1)] = t
	q.n++
}

func (q *queue) pop() *Task {
	t := q.ring[q.head]
	q.ring[q.head] = nil
	q.head = (q.head + 1) & (len(q.ring) - 1)
	q.n--
	return t
}

func (q *queue) grow() {
	ring := make([]*Task, max(16, 2*len(q.ring)))
	n := copy(ring, q.ring[q.head:])
	copy(ring[n:], q.ring[:q.head])
	q.ring, q.head = ring, 0
}

// back returns the place of the task that is i from the end.
func (q *queue) back(i int) **Task { return &q.ring[(q.head+q.n-1-i)&(len(q.ring)-1)] }
