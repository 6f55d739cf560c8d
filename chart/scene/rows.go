package scene

import "overlap/engine/trace/summary"

// A picture of every task of a service would show one wait several times: the client waits for the API, which
// waits for the tasks it gathered, which wait for the database, which takes the time. So two kinds of task get no row,
// because other rows say the same:
//
//   - a task of a service (a daemon) that did nothing itself: it only listened, or it passed requests on and waited, unless it
//     waited for a client and noted that;
//   - a task that waited for other tasks only, one of which has a row and ended at the same instant, and that
//     recorded no marks: the main task of most programs.
//
// Every other task has a row of its name, in the order in which the tasks were made. The tasks of a service follow and
// share rows, as many as tasks were busy at once: work that queues fills one row, work that overlaps several. The lanes
// of resources stand below (lane.go).

// rows decides which tasks are drawn, and in which rows. The items have no bars yet.
func (r *reader) rows() (rows []Row, tasks int) {
	choices := r.choose()
	services, of := r.services(choices)
	for i, c := range choices {
		if !c.drawn {
			continue
		}
		tasks++
		t, from, to := &r.Summary.Tasks[i], r.onAxis(c.from), r.onAxis(c.to)
		if t.Group != "" {
			s := &services[of[i]]
			s.seats = append(s.seats, seat{task: t, from: from, to: to})
		} else {
			rows = append(rows, Row{Name: rowName(t, c.idle), Items: []Item{{Task: t, From: from, To: to}}})
		}
	}
	for _, s := range services {
		rows = append(rows, s.pack()...)
	}
	return rows, tasks
}

// services returns the services in the order of their first tasks, with room for their tasks that are drawn, and for each task of a service the index of that.
func (r *reader) services(choices []choice) (list []service, of []int32) {
	index, sizes := map[string]int32{}, []int{}
	of = make([]int32, len(choices))
	for i, c := range choices {
		group := r.Summary.Tasks[i].Group
		if group == "" {
			continue
		}
		n, known := index[group]
		if !known {
			n = int32(len(list))
			index[group] = n
			list, sizes = append(list, service{name: group}), append(sizes, 0)
		}
		if of[i] = n; c.drawn {
			sizes[n]++
		}
	}
	for n := range list {
		list[n].seats = make([]seat, 0, sizes[n])
	}
	return list, of
}

// choice says whether and how a task is drawn.
type choice struct {
	drawn    bool
	idle     bool  // the task is a thin line from beginning to end
	from, to int64 // the part of the task's life that is drawn, in instants of the trace
}

// choose returns a choice for each task. It goes through the tasks backwards, so that a task's children, whose numbers
// are higher, are known before the task.
func (r *reader) choose() []choice {
	s, f := r.Summary, r.frame
	choices := make([]choice, len(s.Tasks))
	covered := make([]bool, len(s.Tasks)) // a child is drawn that ended when the task did
	marked := marked(s)
	for i := len(s.Tasks) - 1; i >= 0; i-- {
		t := &s.Tasks[i]
		from, to := lifetime(t, s, f)
		if to < f.from || from > f.to {
			continue
		}
		p := r.profile(t)
		if t.Daemon {
			choices[i] = p.serverChoice(t, from, to, f)
			if !choices[i].drawn && marked[i] && !p.listens && p.replies >= max(f.minVisible, 1) { // its client was silent
				from, to = f.clip(from, to)
				choices[i] = choice{from: from, to: to, drawn: true}
			}
			continue
		}
		folded := covered[i] && !marked[i] && p.idle(f) && p.replies < max(f.minVisible, 1)
		from, to = f.clip(from, to)
		choices[i] = choice{from: from, to: to, drawn: !folded, idle: p.idle(f)}
		if parent := s.Task(t.Parent); parent != nil {
			_, end := lifetime(parent, s, f)
			covered[parent.ID-1] = covered[parent.ID-1] || within(end, to, f.minVisible)
		}
	}
	return choices
}

// marked reports for each task, by index, whether it recorded a mark or caught a cancellation.
func marked(s *summary.Summary) []bool {
	is := make([]bool, len(s.Tasks))
	for _, notes := range [][]summary.Note{s.Marks, s.Caught} {
		for _, n := range notes {
			if n.Task > 0 {
				is[n.Task-1] = true
			}
		}
	}
	return is
}

// lifetime returns when a task was made and ended. A task that did not end goes on to the end of the picture.
func lifetime(t *summary.Task, s *summary.Summary, f frame) (from, to int64) {
	if t.EndedAt == summary.Never {
		return t.MadeAt, max(f.to, s.Trace.End())
	}
	return t.MadeAt, t.EndedAt
}

// within reports whether two instants are at most d apart.
func within(a, b, d int64) bool { return a-b <= d && b-a <= d }

// rowName returns the name of a task's row: the task's name, or the label of an idle task that has only one. The labels
// of other tasks are written into their boxes, which an idle task lacks.
func rowName(t *summary.Task, idle bool) string {
	what := ""
	for _, l := range t.Labels {
		if l.Text != "" && what != "" && l.Text != what || !idle {
			return t.Name
		}
		if l.Text != "" {
			what = l.Text
		}
	}
	if what == "" {
		return t.Name
	}
	return what
}
