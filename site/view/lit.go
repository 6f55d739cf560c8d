package view

import (
	"sort"
	"strconv"
	"strings"
	"time"

	"overlap/engine/trace/summary"
	"overlap/report"
	"overlap/scenarios"
)

// Lit is a line of code at which tasks are at an instant. The page lights it up.
type Lit struct {
	Line int    // from 1
	Note string // which tasks
}

// LitLines returns, in order, the lines of the scenario's source at which tasks of a variant await or wait at an instant, and
// from which running and ready tasks go on. Notes begin with the variant's title when others are shown beside it. At End
// there are none.
func LitLines(rs *scenarios.Results, variant string, at time.Duration) []Lit {
	r := rs.Ran(variant)
	if at == End || r == nil || at >= r.Total {
		return nil
	}
	var here tasksByLine
	in := r.Summary().AtInstant(report.Moment(r, at))
	for _, w := range in.Waiting {
		here.addTask(r.Summary(), int(w.Line), r.Summary().Task(w.Task), in.At)
	}
	for _, id := range append(append(in.Ready, in.Running), in.Threads...) {
		t := r.Summary().Task(id)
		here.addTask(r.Summary(), lineOf(r.Summary(), t, in.At), t, in.At)
	}
	title := ""
	if len(rs.List) > 1 {
		title = r.Variant.Title + ": "
	}
	return here.lines(title)
}

// LitTwin returns the lines of the twin that have the same markers as lit lines of the source.
func LitTwin(source, twin []scenarios.Marker, lit []Lit) []Lit {
	var list []Lit
	for _, t := range twin {
		for _, m := range source {
			for _, l := range lit {
				if t.Name == m.Name && m.Line == l.Line {
					list = append(list, Lit{t.Line, l.Note})
				}
			}
		}
	}
	return list
}

// lineOf returns the line at which a running or ready task was suspended last, 0 when none is recorded.
func lineOf(sum *summary.Summary, t *summary.Task, ns int64) int {
	if t == nil {
		return 0
	}
	for i := len(t.Spans) - 1; i >= 0; i-- {
		if s := &t.Spans[i]; s.From <= ns {
			if line := sum.Line(s); line > 0 {
				return int(line)
			}
		}
	}
	return 0
}

// tasksByLine holds the tasks at each line, in order of lines.
type tasksByLine []*lineTasks

type lineTasks struct {
	line  int
	names []string
}

// addTask adds a task to its line, and to the lines at which it awaits the coroutines that lead there.
func (c *tasksByLine) addTask(sum *summary.Summary, line int, t *summary.Task, ns int64) {
	if t == nil {
		return
	}
	for _, outer := range sum.Awaits(t, ns) {
		if int(outer) != line {
			c.add(int(outer), t, ns)
		}
	}
	c.add(line, t, ns)
}

func (c *tasksByLine) add(line int, t *summary.Task, ns int64) {
	if line <= 0 || t == nil {
		return
	}
	i := sort.Search(len(*c), func(i int) bool { return (*c)[i].line >= line })
	if i == len(*c) || (*c)[i].line > line {
		*c = append(*c, nil)
		copy((*c)[i+1:], (*c)[i:])
		(*c)[i] = &lineTasks{line: line}
	}
	(*c)[i].names = append((*c)[i].names, report.NameAt(t, ns))
}

// lines returns the lines with notes, which begin with a title. A note names up to three tasks. Of more tasks it gives the
// number, then one name.
func (c tasksByLine) lines(title string) []Lit {
	const few = 3
	var list []Lit
	for _, g := range c {
		note := strings.Join(g.names, ", ")
		if len(g.names) > few {
			note = strconv.Itoa(len(g.names)) + " tasks: " + g.names[0] + ", …"
		}
		list = append(list, Lit{g.line, title + note})
	}
	return list
}
