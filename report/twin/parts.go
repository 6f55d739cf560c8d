// Package twin compares the run of a scenario's Python twin with the model's.
package twin

import (
	"slices"
	"strings"

	"overlap/engine/trace"
)

// Part is what a twin did for one of its variants, which it runs one after another.
type Part struct {
	Variant string
	Trace   *trace.Trace // of that part alone, from 0 on
}

// Parts returns the parts of a twin's run, of these variants alone. A part ends with the line that each twin prints,
// {"sequential": {"seconds": 1.12, …}}, and with what happens at the same instant. What lives on after it is no part of it.
func Parts(tr *trace.Trace, variants []string) (list []Part) {
	c := cutter{from: tr, part: &trace.Trace{}}
	name, ended := "", int64(0)
	for _, r := range tr.All() {
		if name != "" && r.Kind == trace.TaskMade && r.Ref == 0 {
			list = c.end(list, name, variants)
			name = ""
		}
		if r.Kind == trace.Log && name == "" {
			name, ended = variantOf(tr.String(r.Text)), r.At
		}
		c.add(r, name != "" && r.At > ended)
	}
	if name != "" {
		list = c.end(list, name, variants)
	}
	return list
}

// variantOf returns the variant whose end a line tells, "" for another line.
func variantOf(line string) string {
	rest, ok := strings.CutPrefix(line, `{"`)
	name, _, found := strings.Cut(rest, `": {"seconds": `)
	if !ok || !found {
		return ""
	}
	return name
}

// cutter copies a part of a trace. Tasks and connections are numbered from 1, and time is counted from the part's first task.
type cutter struct {
	from, part   *trace.Trace
	tasks, conns int32 // how many there were before the part
	made, opened int32 // how many there are by now
	began        int64
}

// end adds the part to the list and begins the next.
func (c *cutter) end(list []Part, name string, variants []string) []Part {
	if slices.Contains(variants, name) {
		list = append(list, Part{name, c.part})
	}
	c.part, c.tasks, c.conns = &trace.Trace{}, c.made, c.opened
	return list
}

// add copies a record, unless it is about what was there before, or is only to be counted.
func (c *cutter) add(r trace.Record, over bool) {
	if r.Kind == trace.TaskMade {
		if c.made == c.tasks {
			c.began = r.At
		}
		c.made++
	}
	if r.IsOfConn() {
		c.opened = max(c.opened, r.End().Conn())
	}
	if over || r.Task != 0 && r.Task <= trace.TaskID(c.tasks) || r.IsOfConn() && r.End().Conn() <= c.conns {
		return
	}
	r.Task = max(0, r.Task-trace.TaskID(c.tasks))
	c.part.Append(c.moved(r))
}

// moved returns a record as it stands in the part.
func (c *cutter) moved(r trace.Record) trace.Record {
	switch {
	case r.IsOfConn():
		if r.Ref < 0 {
			r.Ref += c.conns
		} else {
			r.Ref -= c.conns
		}
	case r.Kind == trace.TaskMade, r.Kind == trace.TaskReady, r.Kind == trace.CancelSent, r.Why == trace.WhyTask:
		r.Ref = max(0, r.Ref-c.tasks)
	case r.Kind == trace.Status:
		r.Ref = int32(c.part.Intern(c.from.String(trace.Text(r.Ref))))
	}
	if r.Why != 0 && r.Arg > 0 { // a deadline
		r.Arg -= c.began
	}
	r.At = max(0, r.At-c.began)
	r.Text = c.part.Intern(c.from.String(r.Text))
	return r
}
