// Package scene computes what a chart shows, once for every way of drawing it: which tasks have a row, the bars in the
// rows, who holds a resource, gauges and the legend. Packages words, svg and term turn a scene into text, SVG and
// characters; none of them reads the trace's spans again.
package scene

import (
	"time"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// Panel is one variant of the work; a scene stacks its panels on one time axis.
type Panel struct {
	Title   string
	Summary *summary.Summary // never nil; while the run goes on, a summary of its trace so far
	Began   time.Duration    // the instant of the trace at which the variant began, after its services: 0 on the axis
	Total   time.Duration    // from Began until the variant ended
	Failed  string           // why the variant failed; "" when it succeeded
	Stopped bool             // it failed because somebody stopped it
	Stuck   []Stuck          // the tasks that wait for ever after a deadlock, in order of their numbers
	Role    Role             // the variant's part in the comparison of variants that did the same work
	Times   float64          // how many times as fast as the first such variant; 0 when a factor would mean nothing
	Changed []time.Duration  // since Began: when settings of the run changed
	Ghost   *Ghost           // where the variant ended in a former run, which is drawn around this run; nil for none
}

// Ghost is the end of a run that is compared with the run of a panel.
type Ghost struct {
	Total  time.Duration
	Failed bool
	Model  bool // it is the model's, of a run on a real machine
}

// Role is the part of a variant in a comparison. Package report gives it.
type Role uint8

const (
	Other Role = iota // did other work, or is neither first nor last
	First             // the first variant that did the same work as others, which are measured against it
	Last              // the last of these variants, which sentences compare with the first
)

// Stuck is a task that waits for ever.
type Stuck struct {
	Task trace.TaskID
	By   trace.TaskID // the task that could end the wait, 0 when it is no single task
}

// Scene is several panels with axes of time. All its instants are times on these axes: 0 is when a panel's variant began.
type Scene struct {
	Panels []Panel
	Strips []Strip       // Strips[n] shows Panels[n]
	Span   time.Duration // length of the longest panel
	Whole  time.Duration // length of the longest axis without a window
	Mode   Mode          // how the axes were chosen; not Auto
	Suits  Mode          // the mode in which every run can be read
	Zoomed bool          // the axes show a window
	Drawn  [Looks]bool   // which looks occur
	Legend []Entry       // the meaning of each look that lasts long enough to be seen, in order of looks; LegendOf adds signs
	noted  []Entry       // the meaning of each kind of marks
}

// Row is a line of a strip: one task, tasks of a service one after another, or the lane of a resource. Items do not
// overlap and stand in order of time.
type Row struct {
	Name   string // "" in all but the first row of a service
	Shared bool   // the row belongs to a service or a resource, not to one task
	Items  []Item
}

// Item is a task in a row, or all of a lane.
type Item struct {
	Task     *summary.Task // nil for a lane
	Lane     *Lane         // nil for a task
	From, To time.Duration // the part of the task's life that is drawn
	Bars     []Bar         // without gaps for a task, with gaps for a resource; empty when the task took no time
	Marks    []Mark
	Caught   []time.Duration // when the task caught a cancellation and went on
}

// Bar is a stretch of an item in one look. It is short because a scene can have a million.
type Bar struct {
	From, To time.Duration
	Label    string    // what the task works on, or who holds the resource; "" when the program did not say
	Ref      int32     // index in the task's Spans, or in the lane's Holds or Statuses
	Why      trace.Why // kind of thing the task waits for; 0 when it runs, sleeps or waits for ever
	Look     Look
}

// Mark is an event that a task recorded, such as "cache hit".
type Mark struct {
	At   time.Duration
	Text string
	Thin bool  // it is drawn on a thin line
	Kind uint8 // which of the legend's entries for marks it is
}

// Of computes the scene of panels. The panels and their summaries must not change while the scene is in use.
func Of(panels []Panel, v View) *Scene {
	b := NewBuilder(panels, v)
	for !b.Add() {
	}
	return b.Scene()
}

// Forget drops what the scene was computed from, and what it shows: with many tasks both take much memory. The axes stay.
func (s *Scene) Forget() {
	for i := range s.Strips {
		p := s.Strips[i].Panel
		p.Summary = &summary.Summary{Trace: &trace.Trace{}, Total: p.Summary.Total}
		s.Strips[i].Rows, s.Strips[i].Gauges = nil, nil
	}
}

// Builder computes a scene strip by strip. A page does so, because a strip of ten thousand tasks takes as long as a few frames.
type Builder struct {
	scene *Scene
	view  View
}

// NewBuilder begins the scene of panels.
func NewBuilder(panels []Panel, v View) *Builder {
	s := &Scene{Panels: panels}
	for i := range panels {
		s.Span = max(s.Span, panels[i].length())
	}
	if s.Span == 0 {
		s.Span = time.Millisecond // an axis needs a length
	}
	s.choose(v)
	return &Builder{s, v}
}

// Add adds a strip, or what all strips have in common, and reports whether the scene is complete.
func (b *Builder) Add() (complete bool) {
	s, i := b.scene, len(b.scene.Strips)
	if i == len(s.Panels) {
		s.makeLegend()
		s.shareScales()
		return true
	}
	s.Strips = append(s.Strips, newStrip(&s.Panels[i], s.axis(&s.Panels[i], b.view)))
	if s.Zoomed {
		s.Strips[i].from = b.view.From
	}
	return false
}

// Scene returns the scene, which must be complete.
func (b *Builder) Scene() *Scene { return b.scene }
