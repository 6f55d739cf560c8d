package main

import (
	"io"
	"os"
	"strconv"
	"strings"
	"text/tabwriter"

	"overlap/chart/scene"
	"overlap/chart/svg"
	"overlap/chart/term"
	"overlap/chart/words"
	"overlap/engine/trace/export"
	"overlap/panel"
	"overlap/report"
	"overlap/scenarios"
)

func itoa(n int) string { return strconv.Itoa(n) }

// show writes what a run gave in the forms that were asked for, and what many gave when t is not nil.
func (e *environment) show(in *scenarios.Instance, p plan, o runOptions, rs *scenarios.Results, t *scenarios.Tally) error {
	s := scene.Of(panel.Of(rs))
	if o.SVG != "" {
		if err := e.write(o.SVG, []byte(svg.Timeline(s, svg.Options{Standalone: true}))); err != nil {
			return err
		}
	}
	if o.Perfetto != "" {
		if err := e.write(o.Perfetto, export.Perfetto(named(rs)...)); err != nil {
			return err
		}
	}
	switch {
	case o.JSON:
		return writeJSON(e.stdout, document(in, p, rs, t))
	case o.SVG == "-" || o.Perfetto == "-":
		return nil
	}
	how := e.terminal(o)
	e = e.plain(o)
	text := term.Timeline(s, how) + "\n" + wrap(words.Sentence(s), how.Width) + "\n\n"
	if _, err := io.WriteString(e.stdout, text); err != nil {
		return err
	}
	if err := e.results(in, p, rs); err != nil {
		return err
	}
	if err := e.leftBehind(rs); err != nil || t == nil {
		return err
	}
	return e.counts(in, t)
}

// write writes a file, or standard output for "-".
func (e *environment) write(name string, content []byte) error {
	if name == "-" {
		_, err := e.stdout.Write(content)
		return err
	}
	return os.WriteFile(name, content, 0o666)
}

func named(rs *scenarios.Results) (runs []export.Named) {
	for _, r := range rs.List {
		runs = append(runs, export.Named{Name: r.Variant.Title, Trace: r.Trace})
	}
	return runs
}

// results prints a line for each variant: how long it took, beside the model where that was not the model,
// and what it returned.
func (e *environment) results(in *scenarios.Instance, p plan, rs *scenarios.Results) error {
	w := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', 0)
	for _, r := range rs.List {
		line := r.Variant.Name + "\t" + words.Duration(r.Total) + "\t"
		if p.clock == "real" {
			line += beside(r, in.Start(r.Variant, scenarios.Options{Seed: rs.Seed}).Finish()) + "\t"
		}
		if r.Err != nil {
			line += "failed: " + r.Err.Error()
		} else {
			line += r.Value
		}
		io.WriteString(w, line+"\n")
	}
	return w.Flush()
}

// beside says what the model has for a real run.
func beside(real, model *scenarios.Result) string {
	text := "model " + words.Duration(model.Total)
	if model.Err == nil && real.Err == nil && model.Total > 0 {
		off := 100 * float64(real.Total-model.Total) / float64(model.Total)
		text += ", " + sign(off) + strconv.FormatFloat(off, 'f', 1, 64) + " %"
	}
	return text
}

func sign(x float64) string {
	if x < 0 {
		return "" // it has one
	}
	return "+"
}

// mostListed bounds lists of what is alike: what a run left behind, reasons for which values failed.
const mostListed = 5

// leftBehind prints what runs left behind.
func (e *environment) leftBehind(rs *scenarios.Results) error {
	var text strings.Builder
	for _, r := range rs.List {
		for _, l := range report.LeftBehind(r) {
			for i, name := range l.Names {
				if i == mostListed {
					name = "and " + itoa(len(l.Names)-i) + " more"
				}
				text.WriteString(r.Variant.Name + ": " + l.What + ": " + name + "\n")
				if i == mostListed {
					break
				}
			}
		}
	}
	_, err := io.WriteString(e.stdout, text.String())
	return err
}
