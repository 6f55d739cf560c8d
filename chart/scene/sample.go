package scene

// block is rows that belong together: those of all tasks outside of services, or those of one service or resource.
type block struct{ first, n int }

// blocks cuts rows where a service or resource begins, and behind the row of the main task, which is none of its clients.
func blocks(rows []Row) []block {
	var bs []block
	for i, r := range rows {
		if i == 0 || r.Shared && r.Name != "" || i == 1 && rows[0].ofMain() {
			bs = append(bs, block{first: i})
		}
		bs[len(bs)-1].n++
	}
	return bs
}

// ofMain reports whether the row is that of a task which the loop made, outside of services.
func (r *Row) ofMain() bool {
	t := r.Items[0].Task
	return !r.Shared && t.Parent == 0 && !t.Daemon
}

// Room says how many rows of a strip a picture has room for.
type Room struct {
	Most  int  // a strip with more rows is not drawn whole
	Keep  int  // about so many of its rows are, evenly spread
	Dense bool // densities stand for blocks of rows
}

// RoomFor returns the room of a picture in which all strips together have at most n rows.
func (s *Scene) RoomFor(n int) Room {
	if s.RowCount() <= n {
		return Room{Most: n}
	}
	return Room{Most: n / len(s.Strips), Keep: n / len(s.Strips)}
}

// RowCount returns the number of rows of all strips.
func (s *Scene) RowCount() (n int) {
	for i := range s.Strips {
		n += len(s.Strips[i].Rows)
	}
	return n
}

// Sample holds what a picture has room for: rows, and densities in place of others.
type Sample struct {
	Rows      []Row
	Tasks     int // number of tasks in Rows
	Densities []Density
}

// Density counts the tasks of rows that belong together. A strip of many rows is a wall of which nobody reads a single
// brick; how many tasks there are at each instant, and what they do, can be read.
type Density struct {
	Name  string
	Rows  []Row
	Peak  int // the most tasks at once
	Most  int // the highest Peak of a density of that name in any strip, so that all have one scale
	Above int // number of the Sample's rows that stand above it
}

const fewRows = 4 // as many rows take no more room than a density

// Samples returns what there is room for of each strip.
func (s *Scene) Samples(room Room) []Sample {
	all := make([]Sample, len(s.Strips))
	for i := range s.Strips {
		p := &s.Strips[i]
		if len(p.Rows) <= room.Most {
			all[i] = Sample{Rows: p.Rows, Tasks: p.Tasks}
			continue
		}
		for _, b := range blocks(p.Rows) {
			all[i].add(p, p.Rows[b.first:b.first+b.n], room)
		}
	}
	for i := range all {
		for k := range all[i].Densities {
			d := &all[i].Densities[k]
			for n := range all {
				for _, other := range all[n].Densities {
					if other.Name == d.Name {
						d.Most = max(d.Most, other.Peak)
					}
				}
			}
		}
	}
	return all
}

// add adds a block of a strip's rows.
func (a *Sample) add(p *Strip, rows []Row, room Room) {
	n, few := max((room.Keep*len(rows)+len(p.Rows)/2)/len(p.Rows), 1), len(rows) <= fewRows
	if room.Dense && !few {
		a.Densities = append(a.Densities, Density{Name: NameOfRows(rows), Rows: rows, Peak: peakOfRows(rows), Above: len(a.Rows)})
		if room.Keep == 0 {
			return
		}
		rows = p.within(rows)
	}
	if n = min(n, len(rows)); room.Dense && few {
		n = len(rows)
	}
	for i := range n {
		r := rows[i*(len(rows)-1)/max(n-1, 1)]
		a.Rows = append(a.Rows, r)
		if r.Items[0].Lane == nil {
			a.Tasks += len(r.Items)
		}
	}
}

// within returns those of the rows that have something on the axis.
func (s *Strip) within(rows []Row) (list []Row) {
	for _, r := range rows {
		if s.Has(r.Items[0].From, r.Items[len(r.Items)-1].To) {
			list = append(list, r)
		}
	}
	return list
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
