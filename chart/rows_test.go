package chart

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rowsOf describes the rows of a program's chart: their names, or how many tasks share one.
func rowsOf(p program) string {
	l := NewLayout([]Panel{runProgram(p)}, Options{})
	var rows []string
	for _, r := range l.panels[0].shown.rows {
		s := r.name
		if r.shared {
			s += "*" + strconv.Itoa(len(r.items))
		}
		rows = append(rows, s)
	}
	return strings.Join(rows, " | ")
}

const ms = 1e6

func sleeper(name, group string) program {
	return program{name: name, group: group, daemon: group != "", steps: []step{{d: 10 * ms}}}
}

// server listens, and does one more thing.
func server(thread bool, more step) program {
	return program{name: "l", group: "db", daemon: true, thread: thread, steps: []step{more, {op: 7, d: ms}}}
}

func TestWhoGetsARow(t *testing.T) {
	await := []step{{op: 6}}
	for what, c := range map[string]struct {
		p    program
		want string
	}{
		"main alone":                       {program{name: "main"}, "main"},
		"main that only waits for others":  {program{name: "main", steps: await, children: []program{sleeper("a", ""), sleeper("b", "")}}, "a | b"},
		"main that marks what it gets":     {program{name: "main", steps: append(slices.Clone(await), step{op: 3, text: "got it"}), children: []program{sleeper("a", "")}}, "main | a"},
		"main that goes on by itself":      {program{name: "main", steps: append(slices.Clone(await), step{d: ms}), children: []program{sleeper("a", "")}}, "main | a"},
		"main that ends before the others": {program{name: "main", steps: []step{{d: ms}}, children: []program{sleeper("a", "")}}, "main | a"},
		"a service that works":             {program{name: "main", steps: await, children: []program{sleeper("h", "db"), sleeper("h", "db")}}, "main | db*1 | *1"},
		"a service one after another": {program{name: "main", steps: await, children: []program{
			{name: "l", group: "db", daemon: true, inTurn: true, children: []program{sleeper("h", "db"), sleeper("h", "db"), sleeper("h", "db")}}}}, "main | db*3"},
		"a service that only passes on":           {program{name: "main", steps: await, children: []program{{name: "h", group: "api", daemon: true, steps: await, children: []program{sleeper("q", "db")}}}}, "main | db*1"},
		"a service that takes no time":            {program{name: "main", steps: []step{{d: ms}}, children: []program{{name: "h", group: "cache", daemon: true}}}, "main | cache*1"},
		"a service that only listens":             {program{name: "main", steps: []step{{d: ms}}, children: []program{server(false, step{op: 1, d: ms})}}, "main"},
		"a service that serves where it listens":  {program{name: "main", steps: []step{{d: ms}}, children: []program{server(false, step{d: ms})}}, "main | db*1"},
		"a service whose listening keeps it busy": {program{name: "main", steps: []step{{d: ms}}, children: []program{server(true, step{op: 1, d: ms})}}, "main | db*1 | GIL*1"},
		"a daemon of no service that waits":       {program{name: "main", steps: []step{{d: ms}}, children: []program{{name: "d", daemon: true, steps: []step{{op: 4, d: 0}}}}}, "main"},
	} {
		if got := rowsOf(c.p); got != c.want {
			t.Errorf("%s: %q, want %q", what, got, c.want)
		}
	}
}
