package chart

// Above mostRows rows a timeline becomes a sample of some, with the whole as an area above them: more rows
// than a screen has lines can only be scrolled past.
const (
	mostRows   = 200
	sampleRows = 120
)

// block is rows that belong together: the tasks, or one service.
type block struct{ first, n int }

// blocks cuts rows where a service begins. All tasks that have rows of their own are one block.
func blocks(rows []row) []block {
	var bs []block
	for i, r := range rows {
		if i == 0 || r.shared && r.name != "" {
			bs = append(bs, block{first: i})
		}
		bs[len(bs)-1].n++
	}
	return bs
}

// sample keeps about n of the rows, evenly spread over each block, and at least one of every block.
func (r roster) sample(n int) roster {
	var kept roster
	for _, b := range blocks(r.rows) {
		share := min(max(1, (n*b.n+len(r.rows)/2)/len(r.rows)), b.n)
		for i := range share {
			at := b.first
			if share > 1 {
				at += i * (b.n - 1) / (share - 1)
			}
			kept.rows = append(kept.rows, r.rows[at])
			if items := r.rows[at].items; items[0].held == nil {
				kept.tasks += len(items)
			}
		}
	}
	return kept
}
