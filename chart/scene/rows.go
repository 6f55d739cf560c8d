package scene

import "overlap/engine/trace/summary"

// Which tasks get a row. A picture that draws every task of a service shows the same wait several times
// over: the client waits for the API, which waits for the tasks it gathered, which wait for the database,
// which is what takes the time. So a task is left out when others in the picture say all that it could say:
//
//   - a task of a service (a daemon) that did nothing itself: it only listened, or it passed questions on and waited;
//   - a task that waited for nothing but other tasks, one of which has a row and ended with it, and marked
//     nothing meanwhile: the main task of most programs.
//
// Every other task has a row, named after it, in the order they were made. Those of a service come last and
// share rows, as many as were busy at once: work that queues is then one row, work that overlaps a stack. Below
// them are the lanes of what tasks took turns with (lane.go).

// rows decides who is drawn, and where. The rows' items have no bars yet.
func (r *reader) rows() (rows []Row, tasks int) {
	var services []service
	index := map[string]int{}
	drawn := r.choose()
	for i := range r.Summary.Tasks {
		t := &r.Summary.Tasks[i]
		if t.Group != "" {
			n, known := index[t.Group]
			if !known {
				n = len(services)
				index[t.Group] = n
				services = append(services, service{name: t.Group})
			}
			if drawn[i].is {
				services[n].seats = append(services[n].seats, seat{task: t, from: r.axis(drawn[i].from), to: r.axis(drawn[i].to)})
			}
		} else if drawn[i].is {
			rows = append(rows, Row{Name: rowName(t, drawn[i].idle), Items: []Item{{Task: t, From: r.axis(drawn[i].from), To: r.axis(drawn[i].to)}}})
		}
		if drawn[i].is {
			tasks++
		}
	}
	for _, s := range services {
		rows = append(rows, s.pack()...)
	}
	return rows, tasks
}

// choice is whether and how a task is drawn.
type choice struct {
	is       bool
	idle     bool  // it is a thin line all along
	from, to int64 // what is drawn of its life, in instants of its trace
}

// choose decides for every task. Children have higher numbers than their parents, so going backwards
// each task's children are known.
func (r *reader) choose() []choice {
	s, f := r.Summary, r.frame
	drawn := make([]choice, len(s.Tasks))
	covered := make([]bool, len(s.Tasks))
	marked := marked(s)
	for i := len(s.Tasks) - 1; i >= 0; i-- {
		t := &s.Tasks[i]
		from, to := lifetime(t, s, f)
		if to < f.from || from > f.to {
			continue
		}
		p := r.profile(t)
		if t.Daemon {
			drawn[i] = p.server(t, from, to, f)
			continue
		}
		folded := covered[i] && !marked[i] && p.idle(f) && p.reply < max(f.least, 1)
		from, to = f.clip(from, to)
		drawn[i] = choice{from: from, to: to, is: !folded, idle: p.idle(f)}
		if parent := s.Task(t.Parent); parent != nil {
			_, end := lifetime(parent, s, f)
			covered[parent.ID-1] = covered[parent.ID-1] || near(end, to, f.least)
		}
	}
	return drawn
}

// marked returns which tasks have marks, or caught a cancellation, by index.
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

// lifetime returns when a task was made and ended; one that did not end goes on to the end of the picture.
func lifetime(t *summary.Task, s *summary.Summary, f frame) (from, to int64) {
	if t.EndedAt == summary.Never {
		return t.MadeAt, max(f.to, s.Trace.End())
	}
	return t.MadeAt, t.EndedAt
}

func near(a, b, d int64) bool { return a-b <= d && b-a <= d }

// rowName returns the name of a task's row. What a task works on is written into its boxes; one that has
// none is named after it when it worked on one thing only.
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
