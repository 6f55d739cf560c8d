package chart

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
// them are the lanes of what tasks took turns with (locks.go).

// item is a task's place in a row.
type item struct {
	task     *summary.Task
	from, to int64  // what is drawn of its life, in instants of its trace
	held     *holds // of a resource, which the task only stands for; else nil
	stuck    string // what the task waits for in the end, when that is for ever
}

// label returns what the item's span n is about.
func (it item) label(n int) string {
	if it.held != nil {
		return it.held.names[n]
	}
	if it.task.Spans[n].State == forever {
		return it.stuck
	}
	return it.task.LabelAt(it.task.Spans[n].From)
}

// clip returns the part of a span that the item draws.
func (it item) clip(s *summary.Span) (from, to int64) {
	return min(max(s.From, it.from), it.to), max(min(s.To, it.to), it.from)
}

// row is a line of a timeline. Its items do not overlap and stand in order of time.
type row struct {
	name   string // "" in all but the first row of a service
	shared bool   // by the tasks of a service; or it is a resource's lane
	items  []item
}

// roster is the rows of one panel.
type roster struct {
	rows  []row
	tasks int // how many tasks have a place in rows
}

// frame is what of a trace is drawn: its instants from, to, and how long something must take to be seen.
type frame struct{ from, to, least int64 }

func (f frame) clip(from, to int64) (int64, int64) {
	return min(max(from, f.from), f.to), min(max(to, f.from), f.to)
}

// newRoster decides who is drawn; stuck are those who wait for ever.
func newRoster(s *summary.Summary, f frame, stuck []Stuck) roster {
	var r roster
	var lanes []lane
	index := map[string]int{}
	drawn := chooseDrawn(s, f)
	for i := range s.Tasks {
		t := &s.Tasks[i]
		if t.Group != "" {
			n, known := index[t.Group]
			if !known {
				n = len(lanes)
				index[t.Group] = n
				lanes = append(lanes, lane{name: t.Group})
			}
			if drawn[i].is {
				lanes[n].items = append(lanes[n].items, drawn[i].item)
			}
		} else if drawn[i].is {
			r.rows = append(r.rows, row{name: rowName(t, drawn[i].idle), items: []item{drawn[i].item}})
		}
		if drawn[i].is {
			r.tasks++
		}
	}
	for _, l := range lanes {
		r.rows = append(r.rows, l.pack()...)
	}
	r.rows = append(r.rows, lockRows(s, f)...)
	r.name(s, stuck)
	return r
}

// choice is whether and how a task is drawn.
type choice struct {
	item item
	is   bool
	idle bool // it is a thin line all along
}

// chooseDrawn decides for every task. Children have higher numbers than their parents, so going backwards
// each task's children are known.
func chooseDrawn(s *summary.Summary, f frame) []choice {
	drawn := make([]choice, len(s.Tasks))
	covered := make([]bool, len(s.Tasks))
	marked := marked(s)
	for i := len(s.Tasks) - 1; i >= 0; i-- {
		t := &s.Tasks[i]
		from, to := life(t, s, f)
		if to < f.from || from > f.to {
			continue
		}
		p := profile(t, f)
		if t.Daemon {
			drawn[i] = p.server(t, from, to, f)
			continue
		}
		folded := covered[i] && !marked[i] && p.idle(f) && p.reply < max(f.least, 1)
		from, to = f.clip(from, to)
		drawn[i] = choice{item: item{task: t, from: from, to: to}, is: !folded, idle: p.idle(f)}
		if parent := s.Task(t.Parent); parent != nil {
			_, end := life(parent, s, f)
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

// life returns when a task was made and ended; one that did not end goes on to the end of the picture.
func life(t *summary.Task, s *summary.Summary, f frame) (from, to int64) {
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
