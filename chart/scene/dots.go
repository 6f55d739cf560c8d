package scene

import (
	"slices"
	"time"
)

// Dots is how long variants took in many runs: a dot for each run, a row for each variant, all on one axis.
type Dots struct {
	Rows []DotRow // in page order
}

// DotRow is the runs of one variant.
type DotRow struct {
	Title  string
	Totals []time.Duration // until each run ended or failed, rising once Sort was called
	Failed int             // number of runs that failed
}

// Sort brings the totals of each row into order.
func (d *Dots) Sort() {
	for i := range d.Rows {
		slices.Sort(d.Rows[i].Totals)
	}
}

// Axis returns the axis on which all sorted totals have their places. varies reports whether any
// variant took longer in one run than in another.
func (d *Dots) Axis() (a Axis, varies bool) {
	a = Axis{Unit: Time, Lo: -1}
	for _, r := range d.Rows {
		if n := len(r.Totals); n > 0 {
			lo, hi := int64(r.Totals[0]), int64(r.Totals[n-1])
			if a.Lo < 0 || lo < a.Lo {
				a.Lo = lo
			}
			a.Hi = max(a.Hi, hi)
			varies = varies || lo < hi
		}
	}
	if a.Log = wide(a.Lo, a.Hi); !a.Log {
		a.Lo = 0
	}
	return a, varies
}

// Stack is runs whose dots stand above each other because they took about as long.
type Stack struct {
	Part float64 // place on the axis, from 0 to 1
	Runs int
}

// Stacks returns a row's dots on an axis on which n dots have room beside each other.
func (r *DotRow) Stacks(a Axis, n int) (list []Stack) {
	last := -1
	for _, t := range r.Totals {
		at := int(a.Part(int64(t)) * float64(n-1))
		if at != last {
			list = append(list, Stack{Part: a.Part(int64(t))})
			last = at
		}
		list[len(list)-1].Runs++
	}
	return list
}
