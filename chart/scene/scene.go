// Package scene computes what a picture of panels shows, whoever draws it: which tasks have a row, their bars, who holds
// a resource, gauges and the legend. Packages words, svg and term read it; none of them looks at a trace's spans again.
package scene

import (
	"time"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// Panel is one variant of the work; a scene stacks its panels on one time axis.
type Panel struct {
	Title   string
	Summary *summary.Summary // never nil; of a run under way, what it says so far
	Began   time.Duration    // the instant of the trace that is 0 on the axis: services may have stood before
	Total   time.Duration    // from Began until the variant ended
	Failed  string           // why the variant failed; "" when it did not
	Stuck   []Stuck          // who waits for ever, when the run ended in a deadlock; in order of their numbers
	Role    Role             // its part in the comparison of those that did the same work
	Times   float64          // how many times as fast it was as the first of them, 0 when that cannot be said
}

// Role is the part of a variant in a comparison. Package report gives it.
type Role uint8

const (
	Other Role = iota // none, or neither first nor last
	First             // of those that did the same work: all others of them are measured against it
	Last              // what a sentence compares with the first
)

// Stuck is a task that waits for ever.
type Stuck struct {
	Task trace.TaskID
	By   trace.TaskID // the task that could end the wait, 0 for nobody in particular
}

// last returns the last instant of the panel's trace that belongs on the axis: tasks that the variant left
// behind may have gone on after its end.
func (p *Panel) last() int64 {
	last := max(int64(p.Began+p.Total), p.Summary.Total)
	if len(p.Stuck) > 0 { // for ever needs room
		last += max(last-int64(p.Began), int64(time.Millisecond))
	}
	return last
}

// Scene is what panels show on one time axis, whoever draws it. Instants are those of the axis: 0 is when the
// panel's variant began.
type Scene struct {
	Panels []Panel
	Strips []Strip       // entry n shows Panels[n]
	Span   time.Duration // the axis goes from 0 to this
	Drawn  [Looks]bool   // the looks that occur
	Legend []Entry       // what the looks mean that last long enough to be seen, in order of looks
}

// Strip is a panel with what is drawn of it.
type Strip struct {
	*Panel
	Rows   []Row
	Tasks  int           // how many tasks have a place in Rows
	Gauges []Gauge       // in the order they were first set
	Least  time.Duration // what is shorter cannot be seen
	to     time.Duration // the last instant that is drawn
}

// Row is a line of a strip. Its items do not overlap and stand in order of time.
type Row struct {
	Name   string // "" in all but the first row of a service
	Shared bool   // by the tasks of a service; or it is a resource's lane
	Items  []Item
}

// Item is a task's place in a row, or what is held of a resource.
type Item struct {
	Task     *summary.Task // nil in a resource's lane
	Lane     *Lane         // nil where there is a task
	From, To time.Duration // what is drawn of its life
	Bars     []Bar         // without gaps where there is a task; none when it took no time
	Marks    []Mark
	Caught   []time.Duration // when a cancellation of the task's ended in it
}

// Bar is a stretch of an item in one look. It is short because a scene can have a million.
type Bar struct {
	From, To time.Duration
	Label    string    // what it is about, "" when nothing says so
	Ref      int32     // index in the task's Spans or in the lane's Holds
	Why      trace.Why // what kind of thing the task waits for, 0 when for time to pass or for ever
	Look     Look
}

// Mark is what a task noted.
type Mark struct {
	At   time.Duration
	Text string
	Thin bool // it stands on a thin line
}

// Unseen is the part of the axis that is too short to be seen.
const Unseen = 1.0 / 1000

// Of returns the scene of panels. What is in them must not change while it is used.
func Of(panels []Panel) *Scene {
	s := &Scene{Panels: panels}
	for i := range panels {
		s.Span = max(s.Span, time.Duration(panels[i].last())-panels[i].Began)
	}
	if s.Span == 0 {
		s.Span = time.Millisecond // an axis needs a length
	}
	for i := range panels {
		p := &panels[i]
		f := frame{int64(p.Began), p.last(), int64(float64(s.Span) * Unseen)}
		if len(p.Stuck) > 0 {
			f.to = f.from + int64(s.Span)
		}
		s.Strips = append(s.Strips, newStrip(p, f))
	}
	s.explain()
	s.shareScales()
	return s
}

// Alone returns the panel's strip on an axis of its own: what another panel makes too short to be seen is in it.
func (p *Panel) Alone() Strip {
	return newStrip(p, frame{int64(p.Began), p.last(), int64(float64(p.Total) * Unseen)})
}

// newStrip draws a panel's trace in a frame.
func newStrip(p *Panel, f frame) Strip {
	r := reader{Panel: p, frame: f, ring: cycles(p.Stuck)}
	s := Strip{Panel: p, Least: time.Duration(f.least), to: time.Duration(f.to) - p.Began}
	s.Rows, s.Tasks = r.rows()
	r.fill(s.Rows)
	s.Rows = append(s.Rows, r.lanes()...)
	s.Gauges = r.gauges()
	return s
}
