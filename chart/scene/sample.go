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

// Sample holds what a picture has room for: rows, and densities in place of others.
type Sample struct {
	Rows      []Row
	Tasks     int // number of tasks in Rows
	Densities []Density
}

// Sampled returns n rows of every strip, or all when the strips together have no more than most.
func (s *Scene) Sampled(most int) []Sample {
	all, rows := make([]Sample, len(s.Strips)), 0
	for i := range s.Strips {
		rows += len(s.Strips[i].Rows)
	}
	for i := range s.Strips {
		p := &s.Strips[i]
		all[i] = Sample{Rows: p.Rows, Tasks: p.Tasks}
		if share := most / len(s.Strips); rows > most && len(p.Rows) > share {
			all[i] = Sample{}
			for _, b := range blocks(p.Rows) {
				all[i].add(p.Rows[b.first:b.first+b.n], max((share*b.n+len(p.Rows)/2)/len(p.Rows), 1))
			}
		}
	}
	return all
}

// add adds n of the rows, evenly spread.
func (a *Sample) add(rows []Row, n int) {
	n = min(n, len(rows))
	for i := range n {
		at := 0
		if n > 1 {
			at = i * (len(rows) - 1) / (n - 1)
		}
		a.Rows = append(a.Rows, rows[at])
		if items := rows[at].Items; items[0].Lane == nil {
			a.Tasks += len(items)
		}
	}
}
