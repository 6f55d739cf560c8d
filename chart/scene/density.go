package scene

import (
	"strings"
	"time"
)

// A strip of many rows is a wall of which nobody reads a single brick. It is drawn as densities instead: how many tasks
// there are at each instant, and what they do. Rows can still be had, as a sample.

// Density counts the tasks of rows that belong together.
type Density struct {
	Name  string
	Rows  []Row
	Peak  int // the most tasks at once
	Most  int // the highest Peak of a density of that name in any strip, so that all have one scale
	Above int // number of the Sample's rows that stand above it
}

const fewRows = 4 // as many rows take no more room than a density

// Dense returns the rows of every strip. In strips with more than most rows, densities take the place of rows, all but
// those of blocks of few; when opened, about so many of the rows follow them.
func (s *Scene) Dense(most, opened int) []Sample {
	all, highest := make([]Sample, len(s.Strips)), map[string]int{}
	for i := range s.Strips {
		p := &s.Strips[i]
		if len(p.Rows) <= most {
			all[i] = Sample{Rows: p.Rows, Tasks: p.Tasks}
			continue
		}
		for _, b := range blocks(p.Rows) {
			rows := p.Rows[b.first : b.first+b.n]
			if b.n <= fewRows {
				all[i].add(rows, b.n)
				continue
			}
			d := Density{Name: blockName(rows), Rows: rows, Peak: peakOfRows(rows), Above: len(all[i].Rows)}
			highest[d.Name] = max(highest[d.Name], d.Peak)
			if opened > 0 {
				all[i].add(p.within(rows), max(opened*b.n/len(p.Rows), 2))
			}
			all[i].Densities = append(all[i].Densities, d)
		}
	}
	for i := range all {
		for k := range all[i].Densities {
			all[i].Densities[k].Most = highest[all[i].Densities[k].Name]
		}
	}
	return all
}

// within returns those of the rows that have something on the axis.
func (s *Strip) within(rows []Row) (list []Row) {
	for _, r := range rows {
		if s.Has(r.Items[0].From, r.Items[len(r.Items)-1].To) {
			if r.Shared {
				r.Name = "" // the density has it
			}
			list = append(list, r)
		}
	}
	return list
}

// blockName names rows: by their service, or as "client 1…100" when only the number differs.
func blockName(rows []Row) string {
	first, last := rows[0].Name, rows[len(rows)-1].Name
	if rows[0].Shared {
		return first
	}
	kind := strings.TrimRight(first, "0123456789")
	if number := strings.TrimPrefix(last, kind); kind != "" && kind == strings.TrimRight(last, "0123456789") && number != "" {
		return first + "…" + number
	}
	return "tasks"
}

// peakOfRows returns the most tasks at once. A service has a row for each.
func peakOfRows(rows []Row) int {
	if rows[0].Shared {
		return len(rows)
	}
	lives := make([]interval, len(rows))
	for i, r := range rows {
		lives[i] = interval{int64(r.Items[0].From), max(int64(r.Items[0].To), int64(r.Items[0].From)+1)}
	}
	return peakOf(lives)
}

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
