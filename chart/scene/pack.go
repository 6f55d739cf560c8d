package scene

import (
	"math"
	"slices"
	"time"

	"overlap/engine/trace/summary"
)

// service holds the tasks of one service.
type service struct {
	name  string
	seats []seat
}

// seat is a task of a service and the row it is given.
type seat struct {
	task     *summary.Task
	from, to time.Duration
	row      int
}

// itemChunk is the number of items that are stored together, as barChunk is of bars.
const itemChunk = 512

// pack gives each task the first row that is free, so that there are as many rows as tasks were there at once.
func (s service) pack() []Row {
	s.sortSeats()
	free := newFreeRows(len(s.seats))
	var sizes []int // of the rows
	for i := range s.seats {
		p := &s.seats[i]
		if p.row = free.take(p.from, p.to); p.row == len(sizes) {
			sizes = append(sizes, 0)
		}
		sizes[p.row]++
	}
	rows, left := make([]Row, len(sizes)), len(s.seats)
	var items []Item
	for n, size := range sizes {
		if size > len(items) {
			items = make([]Item, max(size, min(itemChunk, left)))
		}
		rows[n] = Row{Shared: true, Items: items[:0:size]}
		items, left = items[size:], left-size
	}
	for _, p := range s.seats {
		rows[p.row].Items = append(rows[p.row].Items, Item{Task: p.task, From: p.from, To: p.to})
	}
	if len(rows) > 0 {
		rows[0].Name = s.name
	}
	return rows
}

// sortSeats puts the seats in order of from, those of one instant as they were; mostly tasks are in that order already. It sorts instants
// alone: a stable sort of seats would take 10 kB of the page's program.
func (s service) sortSeats() {
	if s.inOrder() {
		return
	}
	unsorted, froms := slices.Clone(s.seats), make([]time.Duration, len(s.seats))
	for i, p := range unsorted {
		froms[i] = p.from
	}
	slices.Sort(froms)
	placed := make([]int, len(froms)) // at the first index of an instant: how many of its seats are placed
	for _, p := range unsorted {
		first, _ := slices.BinarySearch(froms, p.from)
		s.seats[first+placed[first]] = p
		placed[first]++
	}
}

func (s service) inOrder() bool {
	for i := 1; i < len(s.seats); i++ {
		if s.seats[i].from < s.seats[i-1].from {
			return false
		}
	}
	return true
}

// freeRows finds the first row that is free at an instant. It is a binary tree over the instants at which rows
// become free: each node holds the earliest instant below it. A search row by row would take seconds for a service of
// thousands of tasks.
type freeRows struct {
	leaves int
	until  []time.Duration // node n has the children 2n and 2n+1; the leaves are the rows
}

func newFreeRows(n int) *freeRows {
	leaves := 1
	for leaves < n {
		leaves *= 2
	}
	f := &freeRows{leaves: leaves, until: make([]time.Duration, 2*leaves)}
	for i := range f.until {
		f.until[i] = math.MinInt64
	}
	return f
}

// take occupies the first row that is free at from until the instant to, and returns its number.
func (f *freeRows) take(from, to time.Duration) int {
	n := 1
	for n < f.leaves {
		n *= 2
		if f.until[n] > from {
			n++
		}
	}
	f.until[n] = to
	for up := n / 2; up > 0; up /= 2 {
		f.until[up] = min(f.until[2*up], f.until[2*up+1])
	}
	return n - f.leaves
}
