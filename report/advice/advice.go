// Package advice says what a recorded program could do better, with the lines to look at: what held the loop, what was lost
// without a word, which waits could have overlapped, which lock was held meanwhile.
package advice

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"overlap/engine/trace"
	"overlap/engine/trace/reader"
	"overlap/engine/trace/summary"
	"overlap/quantity"
)

// Held is how long a task may keep the loop, which meanwhile serves nobody else, until that is worth a word.
const Held = 100 * time.Millisecond

// worth is how much time a piece of advice must save at least, and it must be a fiftieth of the run.
const worth = time.Millisecond

// Advice is something to look at.
type Advice struct {
	Place string        // such as "db.py:12"; "" when no line is known
	Line  int           // the first of Place where that is in the program's main file, else 0
	Text  string        // a sentence without its full stop
	Costs time.Duration // how much time that took; 0 when it is not about time
	times int           // how often it happened
}

// Of returns what a run could do better: first what was lost, then what cost most. main is the name of the program's main file.
func Of(run *reader.Run, s *summary.Summary, main string) []Advice {
	a := &adviser{run: run, sum: s, main: main, byPlace: map[string]int{}}
	a.complaints()
	a.holdingTasks()
	a.rows()
	a.locks()
	slices.SortStableFunc(a.list, func(x, y Advice) int {
		if (x.Costs == 0) != (y.Costs == 0) {
			return cmp.Compare(x.Costs, y.Costs)
		}
		return cmp.Compare(y.Costs, x.Costs)
	})
	for i := range a.list {
		if n := a.list[i].times; n > 1 {
			a.list[i].Text += " (" + quantity.Count(n) + " times)"
		}
	}
	return a.list
}

// nothingElse is what it means that the loop was held.
const nothingElse = ": nothing else could run"

// adviser collects advice.
type adviser struct {
	run     *reader.Run
	sum     *summary.Summary
	main    string
	list    []Advice
	byPlace map[string]int // by place and kind: index in list plus one
}

// add adds advice. What was said of the place before is only counted, and the costliest is kept.
func (a *adviser) add(kind string, at place, text string, costs time.Duration) {
	key := kind + " " + at.name
	if n := a.byPlace[key]; n > 0 && at.name != "" {
		x := &a.list[n-1]
		if x.times++; costs > x.Costs {
			x.Text, x.Costs = text, costs
		}
		return
	}
	a.list = append(a.list, Advice{Place: at.name, Line: at.line, Text: text, Costs: costs, times: 1})
	a.byPlace[key] = len(a.list)
}

// place is how readers find a line. Its line is 0 in other files than the program's main one.
type place struct {
	name string // "" for none
	line int
}

// place returns the place of a line; last is another line at which it ends, or 0.
func (a *adviser) place(file string, line, last int) place {
	if line == 0 {
		return place{}
	}
	text := cmp.Or(file, a.main) + ":" + strconv.Itoa(line)
	if last > line {
		text += "–" + strconv.Itoa(last)
	}
	if file != "" {
		line = 0
	}
	return place{text, line}
}

// complaints are what the writer of the trace noticed itself.
func (a *adviser) complaints() {
	for _, f := range a.run.Findings {
		switch f.What {
		case "unretrieved", "unawaited":
			a.add(f.What, a.place(f.File, f.Line, 0), f.Text, 0)
		case "held":
			text := f.Text + nothingElse
			if strings.HasPrefix(f.Text, "time.sleep ") {
				text += ". While a task awaits asyncio.sleep, others run"
			}
			a.add(f.What, a.place(f.File, f.Line, 0), text, f.Took)
		}
	}
}

// holdingTasks finds tasks of the loop that ran for long without a break.
func (a *adviser) holdingTasks() {
	for i := range a.sum.Tasks {
		t := &a.sum.Tasks[i]
		for k := range t.Spans {
			s := &t.Spans[k]
			long := time.Duration(s.Len())
			if t.Thread || s.State != trace.Running || long < Held || a.knownHeld(t.ID, s) {
				continue
			}
			at, how := a.whereHeld(t, k)
			a.add("task", at, t.Name+" held the loop for "+quantity.Duration(long)+how+nothingElse, long)
		}
	}
}

// whereHeld returns the place at which a task held the loop in one of its spans, and how that place is meant.
func (a *adviser) whereHeld(t *summary.Task, k int) (at place, how string) {
	file, line := a.run.Place(int(t.Spans[k].Record))
	end, last := "", 0
	if k+1 < len(t.Spans) {
		end, last = a.run.Place(int(t.Spans[k+1].Record))
	}
	switch {
	case line > 0 && last > line && end == file:
		return a.place(file, line, last), " between these lines"
	case line > 0:
		return a.place(file, line, 0), " after that line"
	case last > 0:
		return a.place(end, last, 0), " before that line"
	}
	return place{}, " without a break"
}

// knownHeld reports whether the writer of the trace noticed itself what held the loop in a span.
func (a *adviser) knownHeld(id trace.TaskID, s *summary.Span) bool {
	return slices.ContainsFunc(a.run.Findings, func(f reader.Finding) bool {
		return f.What == "held" && f.Task == id && s.From <= f.At && f.At <= s.To
	})
}
