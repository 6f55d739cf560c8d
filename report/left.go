package report

import (
	"strconv"

	"overlap/chart/words"
	"overlap/engine"
	"overlap/engine/trace"
	"overlap/scenarios"
)

// Left is what a run left behind, of one kind: tasks, coroutines, errors or connections.
type Left struct {
	What  string   // the kind, such as "never awaited"
	Names []string // each with its origin: "save, made by main at line 40"
}

// LeftBehind returns what a run left behind, by kind; nil when there is nothing.
func LeftBehind(r *scenarios.Result) []Left {
	var all []Left
	add := func(what string, names []string) {
		if len(names) > 0 {
			all = append(all, Left{what, names})
		}
	}
	add(trace.NeverAwaited, origins(r.Report.NeverAwaited))
	add(trace.LeftRunning, origins(r.Report.LeftRunning))
	add(trace.NeverRetrieved, failures(r.Report.Failed))
	add(trace.LeftOpen, r.Report.LeftOpen)
	return all
}

func origins(list []engine.Origin) []string {
	var names []string
	for _, o := range list {
		names = append(names, origin(o))
	}
	return names
}

func origin(o engine.Origin) string {
	name := o.Name
	if o.By != "" {
		name += ", made by " + o.By
	}
	if o.Line > 0 {
		name += " at line " + strconv.Itoa(o.Line)
	}
	return name
}

// failures returns the origin and the error of each failed task.
func failures(list []engine.Failure) []string {
	var names []string
	for _, f := range list {
		names = append(names, origin(f.Origin)+": "+words.Said(f.Err.Error()))
	}
	return names
}
