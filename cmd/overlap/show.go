package main

import (
	"io"
	"os"
	"strconv"

	"overlap/chart/scene"
	"overlap/chart/svg"
	"overlap/chart/term"
	"overlap/chart/words"
	"overlap/engine/trace/export"
	"overlap/quantity"
	"overlap/report"
	"overlap/scenarios"
)

func itoa(n int) string { return strconv.Itoa(n) }

// show writes the results of a run in the forms that the flags ask for, and a tally of many runs when t is not nil.
func (e *environment) show(in *scenarios.Instance, p plan, o runOptions, rs *scenarios.Results, t *report.Seeds) error {
	s := scene.Of(report.Panels(rs), scene.View{Mode: p.axis})
	said := false // standard output has a file's content
	for _, f := range o.files() {
		if f.name == "" {
			continue
		}
		if err := e.write(f.name, f.content(s, rs)); err != nil {
			return err
		}
		said = said || f.name == "-"
	}
	switch {
	case o.JSON:
		return writeJSON(e.stdout, document(in, p, rs, t))
	case said:
		return nil
	}
	how := e.terminal(o)
	e = e.inASCII(o)
	text := term.Timeline(s, how) + latencies(rs, how) + logs(s, rs, how) + "\n" + headline(rs, how.Width) + wrap(words.Sentence(s), how.Width) + "\n\n" +
		results(in, p, rs, how.Width) + deadlocks(rs, how.Width) + leftBehind(rs, how.Width)
	if t != nil {
		text += tallyText(t, how.Width)
	}
	_, err := io.WriteString(e.stdout, text)
	return err
}

// file is a form in which a run is written, and the name that a flag gives it: "" for none.
type file struct {
	flag, name string
	content    func(*scene.Scene, *scenarios.Results) []byte
}

// files returns the forms in which a run can be written to a file.
func (o *runOptions) files() []file {
	runs := func(write func(...export.Named) []byte) func(*scene.Scene, *scenarios.Results) []byte {
		return func(_ *scene.Scene, rs *scenarios.Results) []byte { return write(report.Runs(rs)...) }
	}
	picture := func(s *scene.Scene, _ *scenarios.Results) []byte {
		return []byte(svg.Timeline(s, svg.Options{Style: svg.FileCSS()}))
	}
	return []file{{"--svg", o.SVG, picture}, {"--csv", o.CSV, runs(export.CSV)}, {"--jsonl", o.JSONL, runs(export.JSONL)}, {"--perfetto", o.Perfetto, runs(export.Perfetto)}}
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

// write writes a file, or standard output for "-".
func (e *environment) write(name string, content []byte) error {
	if name == "-" {
		_, err := e.stdout.Write(content)
		return err
	}
	return os.WriteFile(name, content, 0o666)
}

// logs returns the variants' logs, without entries from before the chart begins.
func logs(s *scene.Scene, rs *scenarios.Results, o term.Options) (text string) {
	for i, r := range rs.List {
		var lines []term.Line
		for _, e := range report.Log(r) {
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

// results returns a row for each variant: how long it took, on a real clock also how long the model takes, and what it
// returned.
func results(in *scenarios.Instance, p plan, rs *scenarios.Results, width int) string {
	var rows [][]string
	for _, r := range rs.List {
		row := []string{r.Variant.Name, quantity.Duration(r.Total)}
		if p.clock == "real" {
			row = append(row, beside(r, in.Start(r.Variant, scenarios.Options{Seed: rs.Seed}).Finish()))
		}
		if r.Err != nil {
			row = append(row, "failed: "+report.Brief(r.Err))
		} else {
			row = append(row, r.Value)
		}
		rows = append(rows, row)
	}
	return columns(rows, width)
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

// beside returns the model's total, and how much a real run's total is off.
func beside(real, model *scenarios.Result) string {
	text := "model " + quantity.Duration(model.Total)
	if model.Err == nil && real.Err == nil && model.Total > 0 {
		off := 100 * float64(real.Total-model.Total) / float64(model.Total)
		text += ", " + sign(off) + strconv.FormatFloat(off, 'f', 1, 64) + " %"
	}
	return text
}

func sign(x float64) string {
	if x < 0 {
		return "" // FormatFloat writes the minus
	}
	return "+"
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
