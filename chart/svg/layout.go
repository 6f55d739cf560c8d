package svg

import (
	"slices"
	"time"

	"overlap/chart/scene"
	"overlap/chart/words"
)

// Rect is an area of the picture in its own pixels; y grows downwards.
type Rect struct{ Left, Top, Right, Bottom float64 }

// Layout holds the place of every part of a timeline. A page keeps it to find what the pointer is over and to place the
// playhead.
type Layout struct {
	*scene.Scene
	Width, Height float64
	Plot          Rect // of all panels, from the beginnings to the ends of their axes
	o             Options
	size          sizes
	panels        []panel
	legend        []scene.Entry
	sentence      string // "" until it is asked for
	caption       string // is known when the sentence is
}

// panel is a strip and the places of its parts.
type panel struct {
	*scene.Strip
	shown    scene.Sample
	top      float64  // of its first row
	title    []string // in as many lines as there is room for
	titleY   float64  // baselines, 0 for none
	noteY    float64
	ghostY   float64 // where the frame of a former run ends; its note stands below
	areas    []area  // of shown.Densities
	left     float64 // the axis
	right    float64
	rows     []rowPlace
	gauges   []gauge
	bottom   float64
	totalRow int // the row behind whose bar the total stands
}

// sizes are the measures that depend on how much there is to draw.
type sizes struct {
	nameLine   float64 // height of a name above its row, at most nameLine
	names      float64 // width of the column of names, 0 with namesAbove
	inside     bool    // there is room for text in boxes
	namesAbove bool    // names stand above their rows, in a narrow picture
}

const (
	narrow    = 480 // below this width names stand above their rows
	rowPitch  = 22  // height of rows while there are few
	titleLine = 20
	nextTitle = 15 // a further line of a title
	noteLine  = 15
	nameLine  = 17
	panelGap  = 8
	axisLine  = 20
	nameSize  = 12 // font sizes
	labelSize = 11
	totalSize = 13

	mostInside = 40  // rows of which each has room for text
	fits       = 384 // the height of a picture that a laptop's window shows beside its lesson: rows are lower where that makes it fit
	spare      = 24  // what most windows have besides: for so little no row gives way, and loses its text
)

// A panel of more than mostLanes rows is drawn as densities: nobody reads more rows than a screen has lines. When its
// lanes are opened, those of all panels are at most about openLanes.
const (
	mostLanes = 40
	openLanes = 36
)

// NewLayout places the scene.
func NewLayout(s *scene.Scene, o Options) *Layout {
	l := &Layout{Scene: s, o: o.withDefaults()}
	l.Width = float64(l.o.Width)
	samples := l.samples()
	l.legend = s.LegendOf(samples)
	for i, shown := range samples {
		p := panel{Strip: &s.Strips[i], shown: shown}
		for _, g := range p.DrawnGauges() {
			p.gauges = append(p.gauges, gauge{Gauge: g})
		}
		l.panels = append(l.panels, p)
	}
	l.size = l.measure()
	l.placeColumns()
	l.wrapTitles()
	l.chooseRows()
	l.widenNames()
	l.placeRows()
	return l
}

// Forget drops what the picture was drawn from, as Scene.Forget. Instants keep their places, at which nothing is found any more.
func (l *Layout) Forget() {
	l.Scene.Forget()
	for i := range l.panels {
		p := &l.panels[i]
		p.shown, p.areas, p.rows, p.gauges = scene.Sample{}, nil, nil, nil
	}
}

// Sentence returns what the picture is called, words.Sentence of its scene. For the runs of ten thousand tasks that takes as long
// as a frame, and is done once.
func (l *Layout) Sentence() string {
	if l.sentence == "" {
		l.sentence, l.caption = words.Sentences(l.Scene)
	}
	return l.sentence
}

// Caption returns what of the sentence stands below the picture, beside totals that others tell; "" where that is nothing.
func (l *Layout) Caption() string {
	l.Sentence()
	return l.caption
}

// samples returns what each panel shows.
func (l *Layout) samples() []scene.Sample {
	room := scene.Room{Most: mostLanes, Dense: true}
	if l.o.Lanes {
		room.Keep = openLanes / max(len(l.Strips), 1)
	}
	return l.Samples(room)
}

// measure chooses where names stand, and the width of their column.
func (l *Layout) measure() sizes {
	s := sizes{namesAbove: l.o.Width < narrow}
	if s.namesAbove {
		return s
	}
	for i := range l.panels {
		for _, r := range l.panels[i].shown.Rows {
			s.names = max(s.names, textWidth(r.Name, nameSize)+12)
		}
		for _, g := range l.panels[i].gauges {
			s.names = max(s.names, textWidth(g.Name, nameSize)+12)
		}
		for k := range l.panels[i].shown.Densities {
			d := &l.panels[i].shown.Densities[k]
			s.names = max(s.names, textWidth(d.Name, nameSize)+12, textWidth(words.AtOnceText(d), labelSize)+12)
		}
	}
	s.names = l.columnOf(s.names)
	return s
}

// HasDensities reports whether a panel has too many rows for all to be drawn.
func (l *Layout) HasDensities() bool {
	return slices.ContainsFunc(l.panels, func(p panel) bool { return len(p.shown.Densities) > 0 })
}

// PanelAt returns the panel at y, or the nearest.
func (l *Layout) PanelAt(y float64) int {
	for i := range l.panels {
		if y < l.panels[i].bottom+axisLine {
			return i
		}
	}
	return len(l.panels) - 1
}

// x returns the x of an instant on the panel's axis. Instants beyond the axis are at its ends.
func (p *panel) x(t time.Duration) float64 {
	return min(p.Axis.Between(int64(t), p.left, p.right), p.right)
}

// at returns the instant at x on the panel's axis.
func (p *panel) at(x float64) time.Duration {
	return time.Duration(p.Axis.At((x - p.left) / (p.right - p.left)))
}
