package main

import (
	"cmp"

	"overlap/chart/scene"
	charts "overlap/chart/term"
	"overlap/engine/trace/reader"
	"overlap/report"
	"overlap/report/advice"
	"overlap/scenarios"
)

// tracedText says what the runs of a file waited for, and what they could do better.
func tracedText(f *reader.File, how charts.Options) string {
	rs := recordedResults(f)
	text := drawing(scene.Of(report.Panels(rs), scene.View{}), rs, false, how)
	if f.Header.Version != "" {
		text += "It ran on " + f.Header.Impl + " " + f.Header.Version + ".\n"
	}
	for i, run := range f.Runs {
		text += adviceText(advice.Of(run, rs.List[i].Summary(), f.Header.Program), how.Width)
	}
	return text
}

// recordedResults returns what the runs of a file came to.
func recordedResults(f *reader.File) *scenarios.Results {
	var runs []scenarios.Recorded
	for _, run := range f.Runs {
		runs = append(runs, scenarios.Recorded{Title: cmp.Or(run.Name, f.Header.Program, "the program"), File: f.Header.Program, Trace: run.Trace, Err: advice.Deadlock(run), Outcome: run.Outcome})
	}
	return scenarios.Recording("trace", f.Header.Program, runs...).New().RunAll(scenarios.Options{})
}

// mostAdvice bounds the list of advice.
const mostAdvice = 12

// adviceText returns advice as a list.
func adviceText(list []advice.Advice, width int) string {
	if len(list) == 0 {
		return ""
	}
	text := "\nTo look at\n"
	for _, a := range list[:min(len(list), mostAdvice)] {
		text += columns([][]string{{"", cmp.Or(a.Place, "somewhere")}}, width) + columns([][]string{{"", "", a.Text}}, width)
	}
	if more := len(list) - mostAdvice; more > 0 {
		text += "  and " + itoa(more) + " more\n"
	}
	return text
}
