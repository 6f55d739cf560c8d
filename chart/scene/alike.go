package scene

import "time"

// Alike returns how many of the rows, from the first on, look the same and have names of one kind.
func (s *Strip) Alike(rows []Row) int {
	n := 1
	for n < len(rows) && ofOneKind(&rows[0], &rows[n]) && s.sameItems(&rows[0], &rows[n]) {
		n++
	}
	return n
}

// ofOneKind reports whether two rows belong to one service, or to tasks of which only the number differs.
func ofOneKind(a, b *Row) bool {
	if a.Shared || b.Shared {
		return a.Shared && b.Shared && b.Name == ""
	}
	before, number, after := numbered(a.Name)
	otherBefore, otherNumber, otherAfter := numbered(b.Name)
	return number != "" && otherNumber != "" && before == otherBefore && after == otherAfter
}

func (s *Strip) sameItems(a, b *Row) bool {
	if len(a.Items) != len(b.Items) {
		return false
	}
	for i := range a.Items {
		if !s.same(&a.Items[i], &b.Items[i]) {
			return false
		}
	}
	return true
}

// same reports whether two tasks look the same. Labels of bars may differ: rows that stand close have no room for any.
func (s *Strip) same(a, b *Item) bool {
	if a.Task == nil || b.Task == nil || a.Task.Outcome != b.Task.Outcome || a.Task.Left() != b.Task.Left() ||
		len(a.Bars) != len(b.Bars) || len(a.Marks) != len(b.Marks) || len(a.Caught) != len(b.Caught) ||
		!s.atOnce(a.From, b.From) || !s.atOnce(a.To, b.To) {
		return false
	}
	for i := range a.Bars {
		if p, q := &a.Bars[i], &b.Bars[i]; p.Look != q.Look || !s.atOnce(p.From, q.From) || !s.atOnce(p.To, q.To) {
			return false
		}
	}
	for i := range a.Marks {
		if p, q := &a.Marks[i], &b.Marks[i]; p.Text != q.Text || !s.atOnce(p.At, q.At) {
			return false
		}
	}
	for i := range a.Caught {
		if !s.atOnce(a.Caught[i], b.Caught[i]) {
			return false
		}
	}
	return true
}

// atOnce reports whether nobody sees two instants apart.
func (s *Strip) atOnce(a, b time.Duration) bool { return (a - b).Abs() <= s.MinVisible }

// Lines returns how many of the rows, from the first on, are no more than lines. The first row of a service counts as more: its name is
// that of all.
func Lines(rows []Row) int {
	n := 0
	for n < len(rows) && rows[n].isLine() {
		n++
	}
	return n
}

func (r *Row) isLine() bool {
	for i := range r.Items {
		for k := range r.Items[i].Bars {
			if r.Items[i].Bars[k].Look != Thin {
				return false
			}
		}
	}
	return !r.Shared || r.Name == ""
}

// NameOfRows names rows together: by their service, or as "client 1…100" when only the number differs.
func NameOfRows(rows []Row) string {
	first := &rows[0]
	last := &rows[len(rows)-1]
	switch {
	case first.Shared || len(rows) == 1:
		return first.Name
	case !ofOneKind(first, last) || first.Name == last.Name:
		return "tasks"
	}
	before, number, after := numbered(first.Name)
	_, other, _ := numbered(last.Name)
	return before + number + "…" + other + after
}

// numbered splits a name around its last number, which is "" where it has none.
func numbered(name string) (before, number, after string) {
	isDigit := func(i int) bool { return '0' <= name[i] && name[i] <= '9' }
	to := len(name)
	for to > 0 && !isDigit(to-1) {
		to--
	}
	from := to
	for from > 0 && isDigit(from-1) {
		from--
	}
	if from == to {
		return name, "", ""
	}
	return name[:from], name[from:to], name[to:]
}
