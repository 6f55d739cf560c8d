package scene

import (
	"slices"
	"time"
)

// Dots is how long something took many times: a dot for each time, a row for each variant, all on one axis. It is how long
// variants took in many runs, or how long what they did took in one run.
type Dots struct {
	Title string   // such as "How long a request took"; "" for whole runs
	Rows  []DotRow // in page order
}

// DotRow is the times of one variant.
type DotRow struct {
	Title  string
	Times  []time.Duration // rising once Sort was called; of runs until each ended or failed
	Failed int             // number of runs that failed
	Marked []Percentile    // rising
}

// Percentile is the least time that so many thousandths of a row's times do not exceed: 500 is the median.
type Percentile struct {
	Thousandths int
	At          time.Duration
}

// Sort brings the times of each row into order.
func (d *Dots) Sort() {
	for i := range d.Rows {
		slices.Sort(d.Rows[i].Times)
	}
}

// Axis returns the axis on which all sorted times have their places. varies reports whether any variant took longer one
// time than another.
func (d *Dots) Axis() (a Axis, varies bool) {
	a = Axis{Unit: Time, Lo: -1}
	for _, r := range d.Rows {
		if n := len(r.Times); n > 0 {
			lo, hi := int64(r.Times[0]), int64(r.Times[n-1])
			if a.Lo < 0 || lo < a.Lo {
				a.Lo = lo
			}
			a.Hi = max(a.Hi, hi)
			varies = varies || lo < hi
		}
	}
	const far = 20 // times as long as the shortest: on a linear axis all but the longest would be in one place
	if a.Log = a.Lo > 0 && a.Hi/far >= a.Lo; !a.Log {
		a.Lo = 0
	}
	return a, varies
}

// Stack is dots that stand above each other because they are about as long.
type Stack struct {
	Part float64 // place on the axis, from 0 to 1
	Dots int
}

// Stacks returns a row's dots on an axis on which n dots have room beside each other.
func (r *DotRow) Stacks(a Axis, n int) (list []Stack) {
	last := -1
	for _, t := range r.Times {
		at := int(a.Part(int64(t)) * float64(n-1))
		if at != last {
			list = append(list, Stack{Part: a.Part(int64(t))})
			last = at
		}
		list[len(list)-1].Dots++
	}
	return list
}

// Tallest returns the number of dots in the highest of all stacks.
func (d *Dots) Tallest(a Axis, n int) (most int) {
	for i := range d.Rows {
		for _, s := range d.Rows[i].Stacks(a, n) {
			most = max(most, s.Dots)
		}
	}
	return most
}
