package scene

import (
	"slices"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// Lane says which task held a resource, such as the interpreter lock, and when, or which states a thing had, such as a breaker.
// It stands below the rows of tasks. Its stretches are in instants of the trace; bar n of the lane's item shows stretch n.
type Lane struct {
	Name     string
	Holds    []summary.Hold   // of a resource
	Statuses []summary.Status // of a thing that has states
	Passed   int              // how often the resource went from one holder to another
	last     trace.TaskID     // the last holder, for however short a time
}

// lastStatus is for how many of the shortest visible stretches the state is drawn, at least, that a thing has at the end: how
// the run left it is what a reader looks for.
const lastStatus = 24

// statusLanes returns a row for each thing that had states, in the order in which they got their first. What was replaced at
// once has no bar.
func (r *reader) statusLanes() (rows []Row) {
	final := map[string]int{} // index of the state in which the run leaves a thing
	for i, s := range r.Summary.Statuses {
		final[s.Of] = i
	}
	for i, s := range r.Summary.Statuses {
		n := slices.IndexFunc(rows, func(row Row) bool { return row.Name == s.Of })
		if n < 0 {
			n = len(rows)
			rows = append(rows, Row{Name: s.Of, Shared: true, Items: []Item{{Lane: &Lane{Name: s.Of}}}})
		}
		s.From, s.To = r.clip(s.From, s.To)
		drawnTo := s.To
		if i == final[s.Of] && s.To == r.frame.to {
			drawnTo = max(s.To, s.From+lastStatus*r.frame.minVisible)
		} else if s.From == s.To {
			continue
		}
		it := &rows[n].Items[0]
		it.Lane.Statuses = append(it.Lane.Statuses, s)
		it.Bars = append(it.Bars, Bar{From: r.onAxis(s.From), To: r.onAxis(drawnTo), Label: s.Text, Ref: int32(len(it.Bars)), Look: InPlain + Look(s.Tone)})
		it.From, it.To = it.Bars[0].From, r.onAxis(drawnTo)
	}
	return slices.DeleteFunc(rows, func(row Row) bool { return len(row.Items[0].Bars) == 0 })
}

// lanes returns a row for each resource that was held for some time, in the order in which they were first held.
func (r *reader) lanes() (rows []Row) {
	var all []*Lane
	index, most := map[int32]*Lane{}, r.mostHolds()
	for _, h := range r.Summary.Holds {
		l := index[h.Ref]
		if l == nil {
			l = &Lane{Name: h.Name, last: h.Task, Holds: make([]summary.Hold, 0, most[h.Ref])}
			index[h.Ref] = l
			all = append(all, l)
		}
		h.From, h.To = r.clip(h.From, h.To)
		l.hold(h)
	}
	for _, l := range all {
		if l.seen(r.frame.minVisible) {
			rows = append(rows, Row{Name: l.Name, Shared: true, Items: []Item{r.laneItem(l)}})
		}
	}
	return rows
}

// mostHolds returns how many stretches the lane of each resource can have, so that a lock that is held ten thousand times takes no
// memory that is left behind.
func (r *reader) mostHolds() map[int32]int {
	most := map[int32]int{}
	for i := range r.Summary.Holds {
		if h := &r.Summary.Holds[i]; h.From < h.To {
			most[h.Ref]++
		}
	}
	return most
}

// seen reports whether a hold is long enough to be seen: an empty lane says nothing.
func (l *Lane) seen(least int64) bool {
	return slices.ContainsFunc(l.Holds, func(h summary.Hold) bool { return h.To-h.From >= least })
}

// hold adds a hold, or lengthens the last hold when the same holder got the resource back at once. A hold of no time,
// such as that of an event loop with little to do, is not drawn but separates the holds around it.
func (l *Lane) hold(h summary.Hold) {
	n := len(l.Holds) - 1
	same := l.last == h.Task
	if l.last = h.Task; !same {
		l.Passed++
	}
	switch {
	case h.From == h.To:
	case same && n >= 0 && l.Holds[n].To == h.From:
		l.Holds[n].To = h.To
	default:
		l.Holds = append(l.Holds, h)
	}
}

func (r *reader) laneItem(l *Lane) Item {
	it := Item{Lane: l, From: r.onAxis(l.Holds[0].From), To: r.onAxis(l.Holds[len(l.Holds)-1].To), Bars: make([]Bar, 0, len(l.Holds))}
	for i, h := range l.Holds {
		it.Bars = append(it.Bars, Bar{From: r.onAxis(h.From), To: r.onAxis(h.To), Label: r.holder(h), Ref: int32(i), Look: Owned})
	}
	return it
}

// holder returns the name of a holder: the task's label when it got the resource, or else the task's name.
func (r *reader) holder(h summary.Hold) string {
	t := r.Summary.Task(h.Task)
	if t == nil {
		return "main thread" // whose loop runs the tasks, be the others threads or tasks
	}
	if label := t.LabelAt(h.From); label != "" {
		return label
	}
	return t.Name
}

// Lanes returns the strip's lanes of resources.
func (s *Strip) Lanes() (list []*Lane) {
	for i := range s.Rows {
		if items := s.Rows[i].Items; len(items) > 0 && items[0].Lane != nil && items[0].Lane.Holds != nil {
			list = append(list, items[0].Lane)
		}
	}
	return list
}
