package scene_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"overlap/chart/charttest"
	"overlap/chart/scene"
)

// rowsOf describes the rows of a program's chart: their names, or how many tasks share one.
func rowsOf(p charttest.Program) string {
	var rows []string
	for _, r := range scene.Of([]scene.Panel{charttest.RunProgram(p)}, scene.View{}).Strips[0].Rows {
		s := r.Name
		if r.Shared {
			s += "*" + strconv.Itoa(len(r.Items))
		}
		rows = append(rows, s)
	}
	return strings.Join(rows, " | ")
}

// server listens, and does one more thing.
func server(thread bool, more charttest.Step) charttest.Program {
	return charttest.Program{Name: "l", Group: "db", Daemon: true, Thread: thread, Steps: []charttest.Step{more, {Op: 7, D: charttest.MS}}}
}

func TestWhoGetsARow(t *testing.T) {
	await := []charttest.Step{{Op: 6}}
	for what, c := range map[string]struct {
		p    charttest.Program
		want string
	}{
		"main alone":                       {charttest.Program{Name: "main"}, "main"},
		"main that only waits for others":  {charttest.Program{Name: "main", Steps: await, Children: []charttest.Program{charttest.Sleeper("a", ""), charttest.Sleeper("b", "")}}, "a | b"},
		"main that marks what it gets":     {charttest.Program{Name: "main", Steps: append(slices.Clone(await), charttest.Step{Op: 3, Text: "got it"}), Children: []charttest.Program{charttest.Sleeper("a", "")}}, "main | a"},
		"main that goes on by itself":      {charttest.Program{Name: "main", Steps: append(slices.Clone(await), charttest.Step{D: charttest.MS}), Children: []charttest.Program{charttest.Sleeper("a", "")}}, "main | a"},
		"main that ends before the others": {charttest.Program{Name: "main", Steps: []charttest.Step{{D: charttest.MS}}, Children: []charttest.Program{charttest.Sleeper("a", "")}}, "main | a"},
		"a service that works":             {charttest.Program{Name: "main", Steps: await, Children: []charttest.Program{charttest.Sleeper("h", "db"), charttest.Sleeper("h", "db")}}, "main | db*1 | *1"},
		"a service one after another": {charttest.Program{Name: "main", Steps: await, Children: []charttest.Program{
			{Name: "l", Group: "db", Daemon: true, InTurn: true, Children: []charttest.Program{charttest.Sleeper("h", "db"), charttest.Sleeper("h", "db"), charttest.Sleeper("h", "db")}}}}, "main | db*3"},
		"a service that only passes on":           {charttest.Program{Name: "main", Steps: await, Children: []charttest.Program{{Name: "h", Group: "api", Daemon: true, Steps: await, Children: []charttest.Program{charttest.Sleeper("q", "db")}}}}, "main | db*1"},
		"a service that takes no time":            {charttest.Program{Name: "main", Steps: []charttest.Step{{D: charttest.MS}}, Children: []charttest.Program{{Name: "h", Group: "cache", Daemon: true}}}, "main | cache*1"},
		"a service that only listens":             {charttest.Program{Name: "main", Steps: []charttest.Step{{D: charttest.MS}}, Children: []charttest.Program{server(false, charttest.Step{Op: 1, D: charttest.MS})}}, "main"},
		"a service that serves where it listens":  {charttest.Program{Name: "main", Steps: []charttest.Step{{D: charttest.MS}}, Children: []charttest.Program{server(false, charttest.Step{D: charttest.MS})}}, "main | db*1"},
		"a service whose listening keeps it busy": {charttest.Program{Name: "main", Steps: []charttest.Step{{D: charttest.MS}}, Children: []charttest.Program{server(true, charttest.Step{Op: 1, D: charttest.MS})}}, "main | db*1 | GIL*1"},
		"a daemon of no service that waits":       {charttest.Program{Name: "main", Steps: []charttest.Step{{D: charttest.MS}}, Children: []charttest.Program{{Name: "d", Daemon: true, Steps: []charttest.Step{{Op: 4, D: 0}}}}}, "main"},
	} {
		if got := rowsOf(c.p); got != c.want {
			t.Errorf("%s: %q, want %q", what, got, c.want)
		}
	}
}
