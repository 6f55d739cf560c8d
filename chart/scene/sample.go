package scene

// block is rows that belong together: the tasks, or one service.
type block struct{ first, n int }

// blocks cuts rows where a service begins. All tasks that have rows of their own are one block.
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

// Sample is the rows of a strip that a picture has room for.
type Sample struct {
	Rows  []Row
	Tasks int // how many tasks have a place in Rows
	Peak  int // how many tasks there were at once, where Rows are not all
}

// Samples returns every strip's rows, or samples of them where they are more than most together, so that about n are left.
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

// peakColumns is how finely the peak is looked for; it does not depend on the picture's width.
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
