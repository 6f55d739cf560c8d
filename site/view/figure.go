package view

import (
	"strconv"

	"overlap/chart/scene"
	"overlap/chart/svg"
	"overlap/report"
	"overlap/scenarios"
)

// Chart returns the figure: the timeline, drawn for a width in CSS pixels, and what the totals do not tell of it.
func Chart(rs *scenarios.Results, width int) string {
	return Figure(rs, Layout(rs, Picture{}, width))
}

// Layout returns the layout of the timeline, in which the page also looks up pointer positions. The picture shows where the
// former runs ended.
func Layout(rs *scenarios.Results, p Picture, width int, former ...report.Former) *svg.Layout {
	d := NewDrawing(rs, p, width, former...)
	for d.Layout == nil {
		d.Add()
	}
	return d.Layout
}

// Drawing makes a figure in pieces, between which a page can do other things.
type Drawing struct {
	Layout *svg.Layout // nil until it is made
	HTML   string      // of the figure; "" until it is made

	results *scenarios.Results
	scene   *scene.Builder
	named   bool // the layout has its sentence
	options svg.Options
}

// NewDrawing begins a figure, as Layout does.
func NewDrawing(rs *scenarios.Results, p Picture, width int, former ...report.Former) *Drawing {
	return &Drawing{
		results: rs, scene: scene.NewBuilder(report.Panels(rs, former...), p.View),
		options: svg.Options{Width: width, Prefix: "timeline-" + strconv.Itoa(width), Lanes: p.Lanes, Dots: report.Latencies(rs)},
	}
}

// Add makes a piece, and reports whether the figure is complete.
func (d *Drawing) Add() (complete bool) {
	switch {
	case d.Layout != nil && d.named:
		d.HTML = Figure(d.results, d.Layout)
	case d.Layout != nil:
		d.Layout.Sentence()
		d.named = true
	case d.scene.Add():
		d.Layout = svg.NewLayout(d.scene.Scene(), d.options)
	}
	return d.HTML != ""
}

// Widths returns the widths that charts are drawn for, in CSS pixels, widest first. The build writes a chart for each, and
// the styles show the one that Fitting would choose, so that nothing moves when the program takes over.
func Widths() []int { return []int{880, 640, 480, 340} }

// EmbedWidths returns those for which the build draws an embedded picture: a frame is seldom as wide as a page, and its page is to be
// small. Between them, too, the styles choose.
func EmbedWidths() []int { return []int{Widths()[1], Widths()[3]} }

// Fitting returns the width to draw for in a space of so many CSS pixels. Browsers scale the picture to the space; the
// scale is 89 % or more where possible, so that text stays readable. The styles do the same with container queries.
func Fitting(space int) int {
	for _, w := range Widths() {
		if space >= w*89/100 {
			return w
		}
	}
	return Widths()[len(Widths())-1]
}

// FittingWhole returns the width to draw runs for in a space of so many CSS pixels, so that the picture, scaled to the space, is as
// high as the room at most. Text is not scaled below five eighths.
func FittingWhole(rs *scenarios.Results, p Picture, space, room int) int {
	const padding = 40 // of the window, and where the picture fades
	width := float64(space)
	height := Layout(rs, p, space).Height
	return int(width * min(max(height/float64(max(room-padding, 1)), 1), 1.6))
}

// Figure is Chart with a layout that the caller made. Where the scenario is about latencies, these have a figure of their own,
// which comes first if the scenario says so.
func Figure(rs *scenarios.Results, l *svg.Layout) string {
	timeline := `<figure class="timeline">` + l.SVG()
	if caption := l.Caption(); caption != "" {
		timeline += "<figcaption>" + esc(caption) + "</figcaption>"
	}
	timeline += "</figure>"
	if rs.Measured.First {
		return latencies(rs, l) + timeline
	}
	return timeline + latencies(rs, l)
}

func latencies(rs *scenarios.Results, l *svg.Layout) string {
	d := report.Latencies(rs)
	if d == nil {
		return ""
	}
	width := int(l.Width)
	return `<figure class="latencies"><figcaption>` + esc(d.Title) + ` <span><i>strokes are percentiles;</i> p95: 95 of 100 took no longer</span></figcaption>` +
		svg.Dots(d, svg.Options{Width: width, Prefix: "latencies-" + strconv.Itoa(width)}) + "</figure>"
}
