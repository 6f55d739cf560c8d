package view

import (
	"slices"
	"strconv"
	"time"

	"overlap/engine/trace"
	"overlap/scenarios"
)

// Lit is a line of code at which tasks are, at some instant.
type Lit struct {
	Line int // from 1
	Note string
}

// LitLines returns the lines of the scenario's source at which tasks are suspended at an instant, or go on
// from, in order, each with who is there. At End nobody is anywhere.
func LitLines(rs *scenarios.Results, at time.Duration) []Lit {
	if at == End {
		return nil
	}
	here := crowd{}
	for _, r := range rs.List {
		if at >= r.Total {
			continue
		}
		in := r.Summary().AtInstant(moment(r, at))
		for _, w := range in.Waiting {
			here.add(int(w.Line), r.Summary().Task(w.Task), in.At)
		}
		for _, id := range append(in.Ready, in.Running) {
			t := r.Summary().Task(id)
			here.add(lineOf(t, in.At), t, in.At)
		}
	}
	return here.lines()
}

// LitTwin returns the lines of the twin that have the same markers as lit lines of the source.
func LitTwin(s *scenarios.Scenario, lit []Lit) []Lit {
	var list []Lit
	source, twin := scenarios.Markers(s.Source, "// ["), scenarios.Markers(s.Twin, "# [")
	for _, l := range lit {
		for _, m := range source {
			if m.Line != l.Line {
				continue
			}
			for _, t := range twin {
				if t.Name == m.Name {
					list = append(list, Lit{t.Line, l.Note})
				}
			}
		}
	}
	slices.SortFunc(list, func(a, b Lit) int { return a.Line - b.Line })
	return list
}

// lineOf returns where a task that does not wait was suspended last, 0 when that is not recorded.
func lineOf(t *trace.Task, ns int64) int {
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

// crowd is who is at each line.
type crowd map[int][]string

func (c crowd) add(line int, t *trace.Task, ns int64) {
	if line > 0 && t != nil {
		c[line] = append(c[line], nameOf(t, ns))
	}
}

// lines names at most three tasks a line.
func (c crowd) lines() []Lit {
	const names = 3
	var list []Lit
	for line, who := range c {
		note := ""
		for i, name := range who[:min(len(who), names)] {
			if i > 0 {
				note += ", "
			}
			note += name
		}
		if len(who) > names {
			note += " +" + strconv.Itoa(len(who)-names)
		}
		list = append(list, Lit{line, note})
	}
	slices.SortFunc(list, func(a, b Lit) int { return a.Line - b.Line }) // the map's order is not seen
	return list
}
