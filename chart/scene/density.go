package scene

import "time"

// Counts holds the number of tasks of each look in each column of a strip.
type Counts [Looks][]int

// Count counts the tasks of a density by look in columns of equal width along the axis. A bar counts in the columns whose
// middle it covers. When that is none for all bars, one column has the peak.
func (s *Strip) Count(d *Density, columns int) *Counts {
	c := &Counts{}
	for k := range c {
		c[k] = make([]int, columns+1)
	}
	column := func(at time.Duration) int { return int(s.Axis.Part(int64(at))*float64(columns) + 0.5) }
	counted := false
	for i := range d.Rows {
		for n := range d.Rows[i].Items {
			for _, b := range d.Rows[i].Items[n].Bars {
				if first, last := column(b.From), column(b.To); first < last {
					counted = true
					c[b.Look][first]++
					c[b.Look][last]--
				}
			}
		}
	}
	for k := range c {
		for i := 1; i <= columns; i++ {
			c[k][i] += c[k][i-1]
		}
	}
	if it := &d.Rows[0].Items[0]; !counted && s.Has(it.From, it.To) {
		c[it.Longest()][min(column(it.From), columns-1)] = d.Peak
	}
	return c
}

// Doing returns how many tasks of a density run, are ready and wait at an instant.
func (d *Density) Doing(at time.Duration) (run, ready, wait int) {
	for i := range d.Rows {
		for n := range d.Rows[i].Items {
			for _, b := range d.Rows[i].Items[n].Bars {
				switch {
				case at < b.From || b.To <= at:
				case b.Look == Running:
					run++
				case b.Look == Ready:
					ready++
				default:
					wait++
				}
			}
		}
	}
	return run, ready, wait
}
