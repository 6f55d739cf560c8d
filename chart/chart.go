// Package chart turns traces into pictures and words: an SVG timeline, the same timeline for a terminal,
// one sentence with the conclusion, and a table for those who cannot see the picture. Its functions are
// pure: the same summaries give the same text, byte for byte, on every machine.
//
// A picture is made in three steps, a file or two each. Which tasks get a row, and who shares one, is
// decided in rows.go; where everything stands is decided in layout.go; svg.go and terminal.go write it
// down. The layout is exported because a page looks up pointer positions in it: the SVG has one path per
// state, so there is no element per span that could be asked.
package chart

import (
	"time"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// Panel is one variant of the work; a chart stacks its panels on one time axis.
type Panel struct {
	Title   string
	Summary *summary.Summary // never nil; of a run under way, what it says so far
	Began   time.Duration    // the instant of the trace that is 0 on the axis: services may have stood before
	Total   time.Duration    // from Began until the variant ended
	Failed  string           // why the variant failed; "" when it did not
	Stuck   []Stuck          // who waits for ever, when the run ended in a deadlock; in order of their numbers
	// Incomparable panels did different work: none is called faster or slower than another.
	Incomparable bool
}

// Stuck is a task that waits for ever.
type Stuck struct {
	Task trace.TaskID
	By   trace.TaskID // the task that could end the wait, 0 for nobody in particular
}

// Options say how a chart is drawn. The zero value is a chart for a desktop page.
type Options struct {
	// Width is that of the picture in CSS pixels: 0 is 880, or 280 when Compact. It is held between 160
	// and 4000. A page draws again for another width rather than scale the picture, so that text keeps its size.
	Width int
	// Axis is the least time the axis shows, so that charts can share a scale; 0 is as long as the panels.
	Axis time.Duration
	// Prefix begins every id in the picture; charts on one page need different ones. Empty is "chart".
	Prefix string
	// Standalone makes a file of its own: with its style, light and dark, and a background.
	Standalone bool
	// Compact draws bars and nothing else, about 90 pixels high, for a card.
	Compact bool
}

// Timeline returns the panels as an SVG picture. Keep the Layout instead where positions are looked up.
func Timeline(panels []Panel, o Options) string { return NewLayout(panels, o).SVG() }

// end returns the instant of the panel's trace at which its variant ended.
func (p *Panel) end() int64 { return int64(p.Began + p.Total) }

// last returns the last instant of the panel's trace that belongs on the axis: tasks that the variant left
// behind may have gone on after its end.
func (p *Panel) last() int64 {
	last := max(p.end(), p.Summary.Total)
	if len(p.Stuck) > 0 { // for ever needs room
		last += max(last-int64(p.Began), int64(time.Millisecond))
	}
	return last
}

const (
	defaultWidth = 880
	compactWidth = 280
	leastWidth   = 160
	mostWidth    = 4000
)

func (o Options) orDefault() Options {
	if o.Width <= 0 {
		o.Width = defaultWidth
		if o.Compact {
			o.Width = compactWidth
		}
	}
	o.Width = min(max(o.Width, leastWidth), mostWidth)
	if o.Prefix == "" {
		o.Prefix = "chart"
	}
	return o
}
