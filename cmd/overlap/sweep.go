package main

import (
	"cmp"
	"errors"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/quantity"
	"overlap/report"
	"overlap/scenarios"
)

// sweepOptions are the flags of sweep that every scenario has.
type sweepOptions struct {
	runOptions // Seeds, Clock, Net and Perfetto stay unset: sweep has no flags for them
	Over       string
	Steps      int // 0: about usualSteps round values
	Log        bool
	Linear     bool
	CSV        bool
}

func (e *environment) sweepCommand() *cobra.Command {
	var o sweepOptions
	c := &cobra.Command{
		Use: "sweep SCENARIO", Short: "Run a scenario over the values of a parameter and draw how its totals change.",
		Long: "Run a scenario in the model over the values of one of its parameters, and draw how long each variant takes. " +
			`The others are flags: "overlap sweep fanout --help" names those of fanout.`,
		Example: "overlap sweep fanout --over db=0s..2s\noverlap sweep echo --over clients=1..10000 --costs go\noverlap sweep batching --over concurrency=4..20 --csv",
	}
	addFlags(c.PersistentFlags(), "Options", func(f *pflag.FlagSet) {
		intVar(f, &o.Steps, "steps", 2, mostSteps, "How many values, from 2 to "+itoa(mostSteps)+", evenly apart (default about 20 round ones).")
		f.BoolVar(&o.Log, "log", false, "Values that are each about as many times the one before (default where TO is at least 100 times FROM).")
		f.BoolVar(&o.Linear, "linear", false, "Values that are as far apart from each other.")
		o.declareSeedAndCosts(f)
	})
	addFlags(c.PersistentFlags(), "Output", func(f *pflag.FlagSet) {
		f.BoolVar(&o.JSON, "json", false, "Print one JSON object instead of a plot and a table.")
		f.BoolVar(&o.CSV, "csv", false, "Print one row of comma-separated values for each value.")
		fileVar(f, &o.SVG, "svg", "Write the plot as a picture; - is standard output.")
		o.declareDrawing(f)
	})
	return e.addScenarioCommands(c, e.below(c.Name()), func(sub *cobra.Command, in *scenarios.Instance) func() error {
		if names := report.Sweepable(in); len(names) > 0 {
			sub.Example = "overlap sweep " + in.Scenario.ID + " --over " + names[0]
		}
		addFlags(sub.Flags(), "Options", func(f *pflag.FlagSet) { o.declareOver(f, in) })
		o.declareVariant(sub, in)
		declareFaults(sub, in)
		declarePast(sub, in)
		return func() error { return e.sweepScenario(sub, in, o) }
	})
}

// declareOver declares --over for a scenario's command.
func (o *sweepOptions) declareOver(f *pflag.FlagSet, in *scenarios.Instance) {
	names := report.Sweepable(in)
	f.Var(&option{kind: "NAME=FROM..TO", allowed: report.RangeOf(names), words: names,
		shell: cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace,
		set:   func(text string) bool { o.Over = text; return true }},
		"over", "The parameter to vary, and over which of its values; every option, or all that is allowed, without =FROM..TO.")
}

// sweepScenario runs the variants of a scenario over the values of a parameter and prints how long each took.
func (e *environment) sweepScenario(c *cobra.Command, in *scenarios.Instance, o sweepOptions) error {
	p, err := o.plan(in)
	if err != nil {
		return err
	}
	p.options.Lines = false
	if o.CSV && (o.JSON || o.SVG == "-") {
		return &usageError{"--csv cannot go with --json or --svg -: one of them at a time can go to standard output"}
	}
	over, err := o.axis(in, func(name string) bool { return given(c, name) })
	if err != nil {
		return err
	}
	files, err := e.openFiles([]file{{flag: "--svg", name: o.SVG}})
	if err != nil {
		return err
	}
	s := e.sweep(in, p, over, mostRecords)
	return errors.Join(e.showSweep(s, o, files), s.ended)
}

// mostRecords bounds what a sweep may do: a minute or two of the model.
const mostRecords = 100_000_000

// sweepResult is what the runs of a sweep returned.
type sweepResult struct {
	in    *scenarios.Instance
	plan  plan
	axis  axis
	rows  []*scenarios.Results // one for each value that was run, without traces
	ended error                // nil when every value was run and no variant failed that is not meant to
}

// sweep runs the values, and takes their results in order. It stops when ctx ends or when all runs together have most records.
func (e *environment) sweep(in *scenarios.Instance, p plan, o axis, most int) *sweepResult {
	s := &sweepResult{in: in, plan: p, axis: o}
	bar := e.progress(len(o.values), "value", 0)
	defer bar.end()
	records := 0
	start := func(in *scenarios.Instance, i int) *scenarios.Batch {
		in.Param(o.param.Name).Set(o.values[i])
		return in.Batch(p.options, p.variantsOf(in)...)
	}
	in.RunMany(e.ctx, len(o.values), start, func(rs *scenarios.Results) bool {
		if records >= most {
			s.ended = errors.New("stopped after " + itoa(len(s.rows)) + " of " + itoa(len(o.values)) + " values: a sweep may have " +
				quantity.Count(most) + " records; ask for fewer --steps, or a smaller range")
			return false
		}
		if err := e.failures(in, rs); err != nil {
			s.ended = err
		}
		for _, r := range rs.List {
			records += r.Trace.Len()
			r.Trace = nil
		}
		s.rows = append(s.rows, rs)
		bar.step()
		return true
	})
	s.ended = cmp.Or(unlessWhole(e.ctx, len(s.rows), len(o.values), "value"), s.ended)
	return s
}
