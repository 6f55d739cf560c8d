package report

import (
	"strconv"

	"overlap/engine"
	"overlap/scenarios"
)

// Left is one kind of what a run left behind.
type Left struct {
	What  string   // "never awaited"
	Names []string // of each, with where it came from: "save, made by main at line 40"
}

// LeftBehind returns what nobody asked for at the end of a run, by kind; nil when there is nothing.
func LeftBehind(r *scenarios.Result) []Left {
	var all []Left
	add := func(what string, names []string) {
		if len(names) > 0 {
			all = append(all, Left{what, names})
		}
	}
	add("never awaited", origins(r.Report.NeverAwaited))
	add("left running", origins(r.Report.LeftRunning))
	add("error never retrieved", failures(r.Report.Failed))
	add("left open", r.Report.LeftOpen)
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

// failures says of each failed task what its error was.
func failures(list []engine.Failure) []string {
	var names []string
	for _, f := range list {
		names = append(names, origin(f.Origin)+": "+f.Err.Error())
	}
	return names
}
