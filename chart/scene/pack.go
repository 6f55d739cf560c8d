package scene

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// service is the tasks of one service.
type service struct {
	name  string
	items []Item
}

// pack shares out rows: each task gets the first row that is free, and there are as many rows as tasks were
// there at once.
func (s service) pack() []Row {
	slices.SortStableFunc(s.items, func(a, b Item) int { return cmp.Compare(a.From, b.From) })
	free := newRows(len(s.items))
	var rows []Row
	for _, it := range s.items {
		n := free.take(it.From, it.To)
		if n == len(rows) {
			rows = append(rows, Row{Shared: true})
		}
		rows[n].Items = append(rows[n].Items, it)
	}
	if len(rows) > 0 {
		rows[0].Name = s.name
	}
	return rows
}

// freeRows finds the first row that is free at an instant. It is a tree over the instants at which rows
// become free, each node holding the least below it, because a search row by row would make a lane of
// thousands take seconds.
type freeRows struct {
	leaves int
	until  []time.Duration // node n has the children 2n and 2n+1; the leaves are the rows
}

func newRows(n int) *freeRows {
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
