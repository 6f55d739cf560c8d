package main

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"overlap/chart/scene"
	"overlap/chart/svg"
	"overlap/chart/term"
	"overlap/chart/words"
	"overlap/engine/trace/export"
	"overlap/quantity"
	"overlap/reality"
	"overlap/report"
	"overlap/scenarios"
)

func itoa(n int) string { return strconv.Itoa(n) }

// file is a form in which a run is written, and the name that a flag gives it: "" for none.
type file struct {
	flag, name string
	content    func(*scene.Scene, *scenarios.Results) []byte
	spell      func(rune) string // of printDocument
	opened     *output
}

// settings returns the settings of a scenario's run, as the address of its page has them.
func (o *runOptions) settings(in *scenarios.Instance) string {
	var own []scenarios.Setting
	if o.Seed != 0 {
		own = append(own, scenarios.Setting{Name: "seed", Text: strconv.FormatUint(o.Seed, 10)})
	}
	if o.Costs != "" && o.Costs != profiles()[0] {
		own = append(own, scenarios.Setting{Name: "costs", Text: o.Costs})
	}
	return strings.Trim(in.Query()+"&"+scenarios.FormatQuery(own), "&")
}

// files returns the forms in which a run can be written to a file, whose settings are those of an instance; nil for a program that has none.
func (o *runOptions) files(in *scenarios.Instance) []file {
	settings, head := "", (*svg.Head)(nil)
	clock, machine := "virtual", ""
	if o.Clock == "real" || o.Net == "tcp" || o.outside() {
		clock, machine = "monotonic", reality.Machine()
	}
	if in != nil {
		settings = o.settings(in)
		head = &svg.Head{Title: in.Scenario.Title, Settings: report.Settings(in, o.Seed, o.Costs)}
		if machine != "" {
			head.Settings = append(head.Settings, "run for real on "+machine)
		}
	}
	runs := func(write func(export.Header, ...export.Named) []byte) func(*scene.Scene, *scenarios.Results) []byte {
		return func(_ *scene.Scene, rs *scenarios.Results) []byte {
			return write(export.Header{Clock: clock, Program: rs.Scenario.ID, Settings: settings, Machine: machine}, report.Runs(rs)...)
		}
	}
	picture := func(s *scene.Scene, rs *scenarios.Results) []byte {
		return []byte(svg.Timeline(s, svg.Options{Head: head, Style: svg.FileCSS(), Dots: report.Latencies(rs)}))
	}
	table := func(_ *scene.Scene, rs *scenarios.Results) []byte { return export.CSV(report.Runs(rs)...) }
	return []file{
		{flag: "--svg", name: o.SVG, content: picture, spell: inXML},
		{flag: "--csv", name: o.CSV, content: table, spell: inText},
		{flag: "--jsonl", name: o.JSONL, content: runs(export.JSONL), spell: inJSON},
		{flag: "--perfetto", name: o.Perfetto, content: runs(export.Perfetto), spell: inJSON},
	}
}

// openFiles opens those of the files that have a name.
func (e *environment) openFiles(list []file) (opened []file, err error) {
	for _, f := range list {
		if f.name == "" {
			continue
		}
		if f.opened, err = e.files.create(e.ctx, f.name); err != nil {
			return nil, err
		}
		opened = append(opened, f)
	}
	return opened, nil
}

// show writes what a run came to in the forms that the flags ask for: files first, so that nothing that happens to standard output
// can lose them. It does all that it can, and returns what it could not do.
func (e *environment) show(in *scenarios.Instance, p plan, o runOptions, x *outcome, files []file) error {
	picture := func(rs *scenarios.Results) *scene.Scene { return scene.Of(report.Panels(rs), scene.View{Mode: p.axis}) }
	s, kept := picture(x.Results), x.kept()
	all := s
	if kept != x.Results {
		all = picture(kept)
	}
	var failed []error
	said := false // standard output is for a file's content
	for _, f := range files {
		if said = said || f.name == "-"; len(kept.List) > 0 {
			failed = append(failed, e.write(f.opened, f.content(all, kept), f.spell))
		}
	}
	x.tellKept(files)
	if !said {
		failed = append(failed, e.printRun(in, p, o, x, s))
	}
	return errors.Join(failed...)
}

// printRun prints what a run came to.
func (e *environment) printRun(in *scenarios.Instance, p plan, o runOptions, x *outcome, s *scene.Scene) error {
	if o.JSON {
		return e.printJSON(document(in, p, x))
	}
	how := e.terminal(o)
	text := ""
	if len(x.List) > 0 {
		text = drawing(s, x.Results, o.Sequence, how) + "\n"
	}
	text += results(p, x, how.Width) + deadlocks(x.Results, how.Width) + leftBehind(x.Results, how.Width)
	if x.seeds != nil && x.seeds.Runs > 0 {
		text += tallyText(x.seeds, x.seeds.Runs == o.Seeds, how.Width)
	}
	return e.print(text + repeatsText(x, how.Width) + p.databases.note(in, how.Width) + o.Connect.note(in, how.Width))
}

// drawing draws results, as a timeline or as sequences, and says what the picture shows.
func drawing(s *scene.Scene, rs *scenarios.Results, sequence bool, how term.Options) string {
	picture := ""
	if sequence {
		picture = term.Sequence(s, how)
	} else {
		picture = term.Timeline(s, how) + latencies(rs, how) + logs(s, rs, how)
	}
	return picture + "\n" + headline(rs, how.Width) + wrap(words.Sentence(s), how.Width) + "\n"
}

// latencies draws how long took what the scenario is about.
func latencies(rs *scenarios.Results, o term.Options) string {
	d := report.Latencies(rs)
	if d == nil {
		return ""
	}
	return "\n" + term.Dots(d, o)
}

// headline says what to take away from the results, and below it of which variants that is.
func headline(rs *scenarios.Results, width int) string {
	h := report.Headline(rs)
	return wrap(h.Text, width) + "\n" + wrap(h.About, width) + "\n\n"
}

// logs returns the variants' logs, without entries from before the chart begins.
func logs(s *scene.Scene, rs *scenarios.Results, o term.Options) (text string) {
	for i, r := range rs.List {
		var lines []term.Line
		for e := range report.LogOf(r).All() {
			if at := report.Since(r, e.At); at >= 0 {
				lines = append(lines, term.Line{At: at, Text: e.Alone()})
			}
		}
		if log := term.Log(r.Variant.Title, lines, s.Strips[i].MinVisible, o); log != "" {
			text += "\n" + log
		}
	}
	return text
}

// results returns a row for each variant: how long it took, on a real clock also how long the model takes, and what it returned.
func results(p plan, x *outcome, width int) string {
	var rows [][]string
	for _, v := range p.variants {
		row := []string{v.Name, "", "not run"}
		switch r := x.Ran(v.Name); {
		case r != nil:
			row[1], row[2] = quantity.Duration(r.Total), ended(r)
		case x.cut != nil && x.cut.Variant.Name == v.Name:
			row[1], row[2] = quantity.Duration(x.cut.Total), "interrupted"
		}
		if x.model != nil {
			row = slices.Insert(row, 2, beside(x.Ran(v.Name), x.model.Ran(v.Name)))
		}
		rows = append(rows, row)
	}
	return columns(rows, width)
}

// ended returns what a run ended with.
func ended(r *scenarios.Result) string {
	if r.Err != nil {
		return "failed: " + report.Brief(r.Err)
	}
	return r.Value
}

// mostStuck bounds the list of tasks that wait for ever.
const mostStuck = 12

// deadlocks says of each run that ended in a deadlock which task waits for what.
func deadlocks(rs *scenarios.Results, width int) (text string) {
	for _, r := range rs.List {
		lines := report.Deadlock(r.Err)
		if len(lines) == 0 {
			continue
		}
		text += "\n" + wrap(r.Variant.Title+", "+report.Reason(r.Err), width) + "\n"
		if more := len(lines) - mostStuck; more > 0 {
			lines = append(lines[:mostStuck:mostStuck], "and "+itoa(more)+" more")
		}
		for _, line := range lines {
			text += columns([][]string{{"", line}}, width)
		}
	}
	return text
}

// beside returns the model's total, and how much a real run's total is off; either is nil when it did not end.
func beside(real, model *scenarios.Result) string {
	if model == nil {
		return ""
	}
	text := "model " + quantity.Duration(model.Total)
	if real != nil && model.Err == nil && real.Err == nil && model.Total > 0 {
		text += ", " + report.Off(real.Total, model.Total)
	}
	return text
}

// mostListed bounds lists of similar lines: things that a run left behind, reasons of failures.
const mostListed = 5

// leftBehind returns a row for each thing that a run left behind.
func leftBehind(rs *scenarios.Results, width int) string {
	var rows [][]string
	for _, r := range rs.List {
		for _, l := range report.LeftBehind(r) {
			names := l.Names
			if more := len(names) - mostListed; more > 0 {
				names = append(names[:mostListed:mostListed], "and "+itoa(more)+" more")
			}
			for _, name := range names {
				rows = append(rows, []string{r.Variant.Name, l.What, name})
			}
		}
	}
	if rows == nil {
		return ""
	}
	return "\n" + columns(rows, width)
}
