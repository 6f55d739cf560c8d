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
	at   map[place]int
}

type moment struct {
	place
	at time.Duration
	d  path
}

type place struct {
	class string
	x     int
}

func newMoments(l *Layout, p *panel) *moments { return &moments{l: l, p: p, at: map[place]int{}} }

// add returns the path to which a sign of a class at an instant is added.
func (m *moments) add(class string, at time.Duration) *path {
	p := place{class, int(m.p.x(at))}
	n, known := m.at[p]
	if !known {
		n = len(m.list)
		m.at[p] = n
		m.list = append(m.list, moment{place: p, at: at})
	}
	return &m.list[n].d
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
	if !l.o.Standalone {
		out.Raw(` data-from="`, strconv.FormatInt(int64(at), 10), `"`)
	}
}
