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

// Lit is a line of code at which tasks are, at some instant.
type Lit struct {
	Line int // from 1
	Note string
}

// LitLines returns the lines of the scenario’s source at which tasks are suspended at an instant, awaiting or
// waiting, or go on from, in order, each with who is there. At End nobody is anywhere.
func LitLines(rs *scenarios.Results, at time.Duration) []Lit {
	if at == End {
		return nil
	}
	var here tasksByLine
	for _, r := range rs.List {
		if at >= r.Total {
			continue
		}
		in := r.Summary().AtInstant(report.Moment(r, at))
		for _, w := range in.Waiting {
			here.addTask(int(w.Line), r.Summary().Task(w.Task), in.At)
		}
		for _, id := range append(append(in.Ready, in.Running), in.Threads...) {
			t := r.Summary().Task(id)
			here.addTask(lineOf(t, in.At), t, in.At)
		}
	}
	return here.lines()
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

// lineOf returns where a task that does not wait was suspended last, 0 when that is not recorded.
func lineOf(t *summary.Task, ns int64) int {
	if t == nil {
		return 0
	}
	for i := len(t.Spans) - 1; i >= 0; i-- {
		if s := &t.Spans[i]; s.From <= ns && s.Line > 0 {
			return int(s.Line)
		}
	}
	return 0
}

// tasksByLine is who is at each line, in order of lines.
type tasksByLine []*lineTasks

type lineTasks struct {
	line  int
	names []string
}

// addTask adds a task to the line it is at, and to those at which it awaits what is there.
func (c *tasksByLine) addTask(line int, t *summary.Task, ns int64) {
	if t == nil {
		return
	}
	for _, outer := range t.Awaits(ns) {
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

// lines names all tasks at a line when they are few. Of many it says first how many, because the end of a long note is
// cut off, and then one of them.
func (c tasksByLine) lines() []Lit {
	const few = 3
	var list []Lit
	for _, g := range c {
		note := strings.Join(g.names, ", ")
		if len(g.names) > few {
			note = strconv.Itoa(len(g.names)) + " tasks: " + g.names[0] + ", …"
		}
		list = append(list, Lit{g.line, note})
	}
	return list
}
