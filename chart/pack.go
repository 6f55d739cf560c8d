package chart

import (
	"cmp"
	"math"
	"slices"
)

// lane is the tasks of one service.
type lane struct {
	name  string
	items []item
}

// pack shares out rows: each task gets the first row that is free, and there are as many rows as tasks were
// there at once.
func (l lane) pack() []row {
	slices.SortStableFunc(l.items, func(a, b item) int { return cmp.Compare(a.from, b.from) })
	free := newRows(len(l.items))
	var rows []row
	for _, it := range l.items {
		n := free.take(it.from, it.to)
		if n == len(rows) {
			rows = append(rows, row{shared: true})
		}
		rows[n].items = append(rows[n].items, it)
	}
	if len(rows) > 0 {
		rows[0].name = l.name
	}
	return rows
}

// freeRows finds the first row that is free at an instant. It is a tree over the instants at which rows
// become free, each node holding the least below it, because a search row by row would make a lane of
// thousands take seconds.
type freeRows struct {
	leaves int
	until  []int64 // node n has the children 2n and 2n+1; the leaves are the rows
}

func newRows(n int) *freeRows {
	leaves := 1
	for leaves < n {
		leaves *= 2
	}
	f := &freeRows{leaves: leaves, until: make([]int64, 2*leaves)}
	for i := range f.until {
		f.until[i] = math.MinInt64
	}
	return f
}

// take occupies the first row that is free at from until the instant to, and returns its number.
func (f *freeRows) take(from, to int64) int {
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
