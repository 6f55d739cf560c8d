package chart

import (
	"time"
)

// Rect is an area of the picture in its own pixels; y grows downwards.
type Rect struct{ Left, Top, Right, Bottom float64 }

// Layout is where everything in a timeline stands. A page keeps it to find what the pointer is over and
// to place the playhead; SVG writes the picture.
type Layout struct {
	Width, Height float64
	Plot          Rect          // of all panels; time goes from Left to Right
	Span          time.Duration // how much time that is, from 0
	o             Options
	size          sizes
	panels        []placed
	drawn         [looks]bool     // the looks that occur
	legend        [looks]bool     // those that are long enough to be seen
	nouns         [looks][]string // what is waited for where these are drawn
}

// placed is a panel with its rows where they are drawn.
type placed struct {
	Panel
	frame    frame
	all      roster
	shown    roster
	top      float64 // of its first line
	titleY   float64 // baselines
	noteY    float64
	reasons  []reason  // that the legend has the words for
	peak     int       // how many tasks there were at once, where rows are a sample
	area     Rect      // of the concurrency area; empty unless rows are a sample
	rowY     []float64 // the middle of each row of shown
	nameY    []float64 // the baseline of each row's name, 0 for none
	gauges   []gauge
	bottom   float64
	totalRow int // the row that the total stands behind
}

// sizes are the measures that depend on how much there is to draw.
type sizes struct {
	pitch, box, thin float64
	names            float64 // width of the column of names, 0 when they stand above their rows
	inside           bool    // boxes are high enough for text
	above            bool
}

const (
	narrow    = 480 // below this width names stand above their rows
	pitch     = 22  // of rows while there are few
	titleLine = 22
	noteLine  = 15
	nameLine  = 17
	panelGap  = 12
	axisLine  = 22
	areaLine  = 48
	nameSize  = 12 // font sizes
	labelSize = 11
	totalSize = 13
)

// NewLayout places the panels. What is in them must not change while the layout is used.
func NewLayout(panels []Panel, o Options) *Layout {
	l := &Layout{o: o.orDefault(), Span: max(o.Axis, 0)}
	l.Width = float64(l.o.Width)
	for _, p := range panels {
		l.Span = max(l.Span, time.Duration(p.last())-p.Began)
	}
	if l.Span == 0 {
		l.Span = time.Millisecond // an axis needs a length
	}
	for _, p := range panels {
		f := frame{int64(p.Began), p.last(), int64(float64(l.Span) * unseen)}
		if len(p.Stuck) > 0 {
			f.to = f.from + int64(l.Span)
			p.Summary = p.unending(f.to)
		}
		all := newRoster(p.Summary, f, p.Stuck)
		l.panels = append(l.panels, placed{Panel: p, frame: f, all: all, shown: all})
	}
	most, keep := mostRows, sampleRows
	if l.o.Compact {
		most, keep = compactRows, compactRows
	}
	l.keep(most, keep)
	l.occurring()
	if !l.o.Compact {
		l.gauges()
	}
	l.size = l.measure()
	l.placeColumns()
	if l.o.Compact {
		l.placeCompact()
	} else {
		l.placeRows()
	}
	return l
}

// keep makes samples of the panels when they have more than most rows together, so that about n are left.
func (l *Layout) keep(most, n int) {
	if l.rows() <= most {
		return
	}
	for i := range l.panels {
		p := &l.panels[i]
		if share := n / len(l.panels); len(p.all.rows) > share {
			p.shown = p.all.sample(max(share, 1))
			p.peak = p.count(max(p.frame.to-p.frame.from, 1), peakColumns).peak()
		}
	}
}

// sampled reports whether only some of the panel's rows are drawn.
func (p *placed) sampled() bool { return len(p.shown.rows) < len(p.all.rows) }

func (p *placed) noteText() string {
	return Count(p.shown.tasks) + " of " + Count(p.all.tasks) + " tasks shown"
}

func (l *Layout) rows() int {
	n := 0
	for i := range l.panels {
		n += len(l.panels[i].shown.rows)
	}
	return n
}

// measure chooses how high rows are: comfortable while they fit a screen, then smaller.
func (l *Layout) measure() sizes {
	s := sizes{pitch: pitch, box: 18, thin: 4, inside: true}
	switch n := l.rows(); {
	case l.o.Compact:
		return l.measureCompact(n)
	case n > 80:
		s.pitch, s.box, s.thin, s.inside = 6, 4.5, 2, false
	case n > 40:
		s.pitch, s.box, s.thin, s.inside = 12, 9, 3, false
	}
	s.above = l.o.Width < narrow
	if s.above {
		s.pitch, s.box = min(s.pitch, 20), min(s.box, 16)
		return s
	}
	for i := range l.panels {
		for _, r := range l.panels[i].shown.rows {
			s.names = max(s.names, textWidth(r.name, nameSize)+12)
		}
		for _, g := range l.panels[i].gauges {
			s.names = max(s.names, textWidth(g.name, nameSize)+12)
		}
		if l.panels[i].sampled() {
			s.names = max(s.names, textWidth(l.panels[i].peakText(), nameSize)+12)
		}
	}
	s.names = min(max(s.names, 48), l.Width*0.24, 180)
	return s
}

// TimeToX returns where an instant stands; instants outside of the axis stand at its ends.
func (l *Layout) TimeToX(t time.Duration) float64 {
	t = min(max(t, 0), l.Span)
	return min(l.Plot.Left+(l.Plot.Right-l.Plot.Left)*float64(t)/float64(l.Span), l.Plot.Right)
}

// XToTime returns the instant that stands at x, from 0 to Span.
func (l *Layout) XToTime(x float64) time.Duration {
	part := (x - l.Plot.Left) / (l.Plot.Right - l.Plot.Left)
	return time.Duration(min(max(part, 0), 1) * float64(l.Span))
}

// x returns where an instant of the panel's trace stands.
func (l *Layout) x(p *placed, at int64) float64 { return l.TimeToX(time.Duration(at) - p.Began) }
