package scene

// block is n rows that belong together: those of all tasks outside of services, or those of one service.
type block struct{ first, n int }

// blocks cuts rows where a service begins.
func blocks(rows []Row) []block {
	var bs []block
	for i, r := range rows {
		if i == 0 || r.Shared && r.Name != "" {
			bs = append(bs, block{first: i})
		}
		bs[len(bs)-1].n++
	}
	return bs
}

// Sample holds the rows of a strip that a picture has room for.
type Sample struct {
	Rows  []Row
	Tasks int // number of tasks in Rows
	Peak  int // the most tasks at once in the whole strip, when Rows are only some of its rows
}

// Samples returns the rows of every strip. When all strips together have more than most rows, it leaves about n of them.
func (s *Scene) Samples(most, n int) []Sample {
	all, rows := make([]Sample, len(s.Strips)), 0
	for i := range s.Strips {
		p := &s.Strips[i]
		all[i] = Sample{Rows: p.Rows, Tasks: p.Tasks}
		rows += len(p.Rows)
	}
	if rows <= most {
		return all
	}
	for i := range s.Strips {
		p := &s.Strips[i]
		if share := n / len(s.Strips); len(p.Rows) > share {
			all[i] = sample(p.Rows, max(share, 1))
			all[i].Peak = p.Count(max(p.to, 1), peakColumns).Peak()
		}
	}
	return all
}

// peakColumns is the number of columns in which the peak is looked for: fixed, so that the peak does not depend on the
// picture's width.
const peakColumns = 2000

// sample keeps about n of the rows, evenly spread over each block, and at least one of every block.
func sample(rows []Row, n int) (kept Sample) {
	for _, b := range blocks(rows) {
		share := min(max(1, (n*b.n+len(rows)/2)/len(rows)), b.n)
		for i := range share {
			at := b.first
			if share > 1 {
				at += i * (b.n - 1) / (share - 1)
			}
			kept.Rows = append(kept.Rows, rows[at])
			if items := rows[at].Items; items[0].Lane == nil {
				kept.Tasks += len(items)
			}
		}
	}
	return kept
}
