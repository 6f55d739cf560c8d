package svg

import (
	"strconv"
	"time"

	"overlap/chart/words"
)

// moments collects the signs of a panel that a playing page shows from an instant on: marks, the ends of tasks, a
// deadlock's arrows. Signs of a class at one pixel are one path, so that their number is bounded by the picture's width.
type moments struct {
	l    *Layout
	p    *panel
	list []moment
	last []int // by pixel: the last of list there plus one, 0 for none
}

type moment struct {
	class string
	at    time.Duration
	d     path
	next  int // of the same pixel, likewise
}

func newMoments(l *Layout, p *panel) *moments {
	return &moments{l: l, p: p, last: make([]int, int(l.Width)+1)}
}

// add returns the path to which a sign of a class at an instant is added.
func (m *moments) add(class string, at time.Duration) *path {
	x := int(m.p.x(at))
	n := m.last[x]
	for n > 0 && m.list[n-1].class != class {
		n = m.list[n-1].next
	}
	if n == 0 {
		m.list = append(m.list, moment{class: class, at: at, next: m.last[x]})
		n = len(m.list)
		m.last[x] = n
	}
	return &m.list[n-1].d
}

func (m *moments) write(out *words.Pen) {
	for i := range m.list {
		s := &m.list[i]
		out.Raw(`<path class="chart-`, s.class, `"`)
		m.l.from(out, s.at)
		out.Raw(` d="`)
		out.B = append(out.B, s.d.b...)
		out.Raw(`"/>`)
	}
}

// from writes the attribute by which a page finds what it shows from an instant on, in nanoseconds. A file does not play.
func (l *Layout) from(out *words.Pen, at time.Duration) {
	if l.o.Style == "" {
		out.Raw(` data-from="`, strconv.FormatInt(int64(at), 10), `"`)
	}
}
