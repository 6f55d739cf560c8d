package scene

import (
	"slices"
	"time"

	"overlap/engine/trace/summary"
)

// Event is what happens at an instant of a strip, as far as a learner may want to see it.
type Event struct {
	At   time.Duration
	Kind EventKind
	In   *Strip
	Task *summary.Task // nil when the variant ends, or when the loop itself gets a resource
	Text string        // the mark, the error or the cause; the name of the resource; the thing and its state; what the task waits for
}

// EventKind is what kind of thing happens. Kinds are in the order in which learners look for them.
type EventKind uint8

const (
	VariantEnds EventKind = iota
	TaskFails
	TaskCancelled
	TaskMarks    // the program recorded a mark
	ChangesState // a thing gets another state
	TaskEnds     // a task outside of services is done
	ChangesHands // a resource goes from its first holder to another
	WaitBegins
	eventKinds // number of kinds
)

// Milestones are at most this many, and in a run of short waits at least a few. Instants closer than a share of the axis count as one: they would look the same.
const (
	mostMilestones = 15
	fewMilestones  = 5
	milestoneGap   = 1.0 / 200
	longWait       = 1.0 / 20 // of the axis: shorter waits are no milestones
)

// Milestones returns the instants at which something happens that a learner cares about, in order. Kinds of events are
// taken in the order of EventKind; of the first that does not fit, some events are, evenly spread over the run.
func (s *Scene) Milestones() (all []time.Duration) {
	for _, list := range s.instants(time.Duration(float64(s.Span) * longWait)) {
		all = append(all, spread(s.apart(list, all), mostMilestones-len(all))...)
	}
	if len(all) < fewMilestones {
		all = append(all, spread(s.apart(s.instants(0)[WaitBegins], all), fewMilestones-len(all))...)
	}
	slices.Sort(all)
	return all
}

// instants returns when events happen after the beginning, by kind, in order. Waits shorter than long are left out, those
// of a heartbeat, each of which is like the last, and what happens after the end of all: nobody plays beyond it.
func (s *Scene) instants(long time.Duration) (byKind [eventKinds][]time.Duration) {
	end := s.lastEnd()
	s.events(long, func(e Event) {
		beat := e.Kind == WaitBegins && e.Task.Daemon && e.Task.Group == ""
		if 0 < e.At && e.At <= end && !beat {
			byKind[e.Kind] = append(byKind[e.Kind], e.At)
		}
	})
	for _, list := range byKind {
		slices.Sort(list)
	}
	return byKind
}

// lastEnd returns when the last variant ended, and what it left behind.
func (s *Scene) lastEnd() (end time.Duration) {
	for i := range s.Panels {
		end = max(end, s.Panels[i].Total, s.Panels[i].RunsOn())
	}
	return end
}

// apart returns the instants that are not too close to each other or to those chosen already.
func (s *Scene) apart(list, chosen []time.Duration) (kept []time.Duration) {
	gap := time.Duration(float64(s.Span) * milestoneGap)
	for _, at := range list {
		if n := len(kept); n > 0 && at-kept[n-1] <= gap {
			continue
		}
		if !slices.ContainsFunc(chosen, func(c time.Duration) bool { return (c - at).Abs() <= gap }) {
			kept = append(kept, at)
		}
	}
	return kept
}

// spread returns n of the instants with the first and the last among them, or all when they are no more than n.
func spread(list []time.Duration, n int) (some []time.Duration) {
	if len(list) <= n {
		return list
	}
	for i := range n {
		some = append(some, list[i*(len(list)-1)/max(n-1, 1)])
	}
	return some
}

// EventsAt returns what happens at an instant, in the order of kinds and then of strips, with all waits that begin.
func (s *Scene) EventsAt(at time.Duration) (list []Event) {
	var byKind [eventKinds][]Event
	s.events(0, func(e Event) {
		if e.At == at {
			byKind[e.Kind] = append(byKind[e.Kind], e)
		}
	})
	for _, events := range byKind {
		list = append(list, events...)
	}
	return list
}

// events calls tell with everything that happens, in no order of time. Waits shorter than long are left out.
func (s *Scene) events(long time.Duration, tell func(Event)) {
	for i := range s.Strips {
		p := &s.Strips[i]
		tell(Event{At: p.Total, Kind: VariantEnds, In: p, Text: p.Failed})
		for r := range p.Rows {
			for k := range p.Rows[r].Items {
				it := &p.Rows[r].Items[k]
				if it.Lane != nil {
					p.laneEvents(it, tell)
					continue
				}
				p.endEvents(it, p.Rows[r].Shared, tell)
				p.waitEvents(it, long, tell)
			}
		}
	}
}

// laneEvents tells when a resource first goes to another holder, and when a thing gets another state.
func (p *Strip) laneEvents(it *Item, tell func(Event)) {
	for i, s := range it.Lane.Statuses {
		if i > 0 {
			tell(Event{it.Bars[i].From, ChangesState, p, p.Summary.Task(s.Task), it.Lane.Name + " → " + s.Text})
		}
	}
	for _, h := range it.Lane.Holds {
		if first := it.Lane.Holds[0].Task; h.Task != first {
			tell(Event{time.Duration(h.From) - p.Began, ChangesHands, p, p.Summary.Task(h.Task), it.Lane.Name})
			return
		}
	}
}

// endEvents tells a task's marks, the cancellations that it caught and how it ended. That a task of a service is done says
// nothing: its client goes on.
func (p *Strip) endEvents(it *Item, shared bool, tell func(Event)) {
	t := it.Task
	for _, m := range it.Marks {
		tell(Event{m.At, TaskMarks, p, t, m.Text})
	}
	for _, at := range it.Caught {
		tell(Event{at, TaskCancelled, p, t, ""})
	}
	kind := TaskEnds
	switch {
	case t.Outcome == summary.Failed:
		kind = TaskFails
	case t.Outcome == summary.Cancelled && !t.Daemon:
		kind = TaskCancelled
	case t.Outcome != summary.Done || shared || t.Daemon:
		return
	}
	tell(Event{time.Duration(t.EndedAt) - p.Began, kind, p, t, t.Error})
}

// waitEvents tells which waits of a task begin.
func (p *Strip) waitEvents(it *Item, long time.Duration, tell func(Event)) {
	for i := range it.Bars {
		b := &it.Bars[i]
		if b.To-b.From >= long && b.Look != Running && b.Look != Ready {
			tell(Event{b.From, WaitBegins, p, it.Task, p.Doing(it, b)})
		}
	}
}
