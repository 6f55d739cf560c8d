package view

import (
	"strconv"

	"overlap/chart/scene"
	"overlap/chart/svg"
	"overlap/chart/words"
	"overlap/report"
	"overlap/scenarios"
)

// Chart returns the figure: the timeline, drawn for a width in CSS pixels, and the sentence that says what
// it shows.
func Chart(rs *scenarios.Results, width int) string {
	return Figure(rs, Layout(rs, width))
}

// Layout returns where everything in the timeline stands; the page looks up pointer positions in it.
func Layout(rs *scenarios.Results, width int) *svg.Layout {
	return svg.NewLayout(scene.Of(report.Panels(rs)), svg.Options{Width: width, Prefix: "timeline-" + strconv.Itoa(width)})
}

// Widths are those that a chart is drawn for, widest first. The build puts all of them into the page and the
// styles show the one that Fitting would choose, so that nothing moves when the program takes over.
func Widths() []int { return []int{880, 640, 480, 340} }

// Fitting returns the width to draw for when there is space of so many CSS pixels: the picture is scaled to it,
// but not so far down that its text gets small. The styles say the same with container queries.
func Fitting(space int) int {
	for _, w := range Widths() {
		if space >= w*89/100 {
			return w
		}
	}
	return Widths()[len(Widths())-1]
}

// Figure is Chart for a layout that the caller keeps.
func Figure(rs *scenarios.Results, l *svg.Layout) string {
	return `<figure class="timeline">` + l.SVG() + "<figcaption>" + esc(words.Sentence(l.Scene)) + "</figcaption></figure>"
}

// Card returns a scenario's card on the home page: its question, its picture and what it found.
func Card(s *scenarios.Scenario) string {
	rs := Run(s.New(), 0)
	picture := svg.Timeline(scene.Of(report.Panels(rs)), svg.Options{Compact: true, Prefix: "card-" + s.ID})
	return `<article class="card"><h3><a` + attr("href", "s/"+s.ID+"/") + ">" + esc(s.Title) + "</a></h3><p>" + esc(s.Question) + "</p>" +
		picture + Score(rs) + "</article>"
}
