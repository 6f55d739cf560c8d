package main

import (
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/engine"
	"overlap/report"
	"overlap/scenarios"
)

// runOptions are the flags of run that every scenario has. Sweep has some of them.
type runOptions struct {
	Variant    string
	Seed       uint64
	Seeds      int
	Clock, Net string
	Costs      string
	JSON       bool
	SVG        string // names of files, here and below
	CSV        string
	JSONL      string
	Perfetto   string
	Axis       string
	Width      int
	NoColor    bool
	ASCII      bool
}

func (e *environment) runCommand() *cobra.Command {
	var o runOptions
	c := &cobra.Command{
		Use: "run SCENARIO", Short: "Run a scenario and draw what it waited for.",
		Long: "Run a scenario's variants and draw what they waited for. The model needs no time; --clock real and --net tcp do. " +
			`A scenario's parameters are flags: "overlap run fanout --help" names those of fanout.`,
		Example: "overlap run fanout --db 400ms\noverlap run fanout --net tcp --json\noverlap run race --seeds 100\noverlap run restaurant --svg evening.svg\noverlap run echo --axis log",
	}
	addFlags(c.PersistentFlags(), "Options", func(f *pflag.FlagSet) {
		o.declareSeedAndCosts(f)
		intVar(f, &o.Seeds, "seeds", 1, maxSeeds, "Run this many seeds, from --seed on, and count how often each claim held and each result came out.")
		choiceVar(f, &o.Clock, "clock", clocks(), "virtual: waiting costs nothing; real: the machine's (default virtual).")
		choiceVar(f, &o.Net, "net", networks(), "memory: pipes; tcp: real sockets on loopback, on the real clock (default memory).")
	})
	addFlags(c.PersistentFlags(), "Output", func(f *pflag.FlagSet) {
		f.BoolVar(&o.JSON, "json", false, "Print one JSON object instead of a timeline.")
		fileVar(f, &o.SVG, "svg", "Write the timeline as a picture; - is standard output.")
		fileVar(f, &o.CSV, "csv", "Write a table with a row for each time that a task ran or waited; - is standard output.")
		fileVar(f, &o.JSONL, "jsonl", "Write the records of the runs, a JSON object in each line; - is standard output.")
		fileVar(f, &o.Perfetto, "perfetto", "Write a trace that ui.perfetto.dev opens; - is standard output.")
		choiceVar(f, &o.Axis, "axis", axes(), "How variants share the axis of time (default auto: so that every run can be read).")
		o.declareDrawing(f)
	})
	return e.addScenarioCommands(c, e.scenarios, func(sub *cobra.Command, in *scenarios.Instance) func() error {
		sub.Example = examples(c.Name(), in)
		o.declareVariant(sub, in)
		return func() error { return e.runScenario(in, o) }
	})
}

// declareSeedAndCosts declares the flags that a run in the model depends on, besides its parameters.
func (o *runOptions) declareSeedAndCosts(f *pflag.FlagSet) {
	seedVar(f, &o.Seed)
	choiceVar(f, &o.Costs, "costs", profiles(), "Charge what a measured machine does, besides waiting (default pure, which charges nothing).")
}

// declareDrawing declares the flags for the look of charts in a terminal.
func (o *runOptions) declareDrawing(f *pflag.FlagSet) {
	intVar(f, &o.Width, "width", 40, 400, "Columns of what is drawn, from 40 to 400 (default the terminal's, or 80).")
	f.BoolVar(&o.NoColor, "no-color", false, "No colours, as without a terminal or with NO_COLOR set.")
	f.BoolVar(&o.ASCII, "ascii", false, "Print ASCII characters only.")
}

// declareVariant declares --variant for a scenario's command.
func (o *runOptions) declareVariant(c *cobra.Command, in *scenarios.Instance) {
	addFlags(c.Flags(), "Options", func(f *pflag.FlagSet) {
		choiceVar(f, &o.Variant, "variant", variantNames(in), "Run this variant alone (default all).")
	})
}

// runScenario runs the variants of a scenario and prints what they waited for.
func (e *environment) runScenario(in *scenarios.Instance, o runOptions) error {
	p, err := o.plan(in)
	if err != nil {
		return err
	}
	rs := execute(e.ctx, in, p)
	var t *report.Seeds
	if o.Seeds > 0 {
		t = tally(e.ctx, in, p, rs, o.Seeds)
	}
	if err := e.show(in, p, o, rs, t); err != nil {
		return err
	}
	return e.failures(rs)
}

// failures returns errFailed when a variant failed that is not meant to fail. It prints the stacks of panics: a panic is a
// mistake in the scenario.
func (e *environment) failures(rs *scenarios.Results) (failed error) {
	for _, r := range rs.List {
		var p *engine.PanicError
		if errors.As(r.Err, &p) {
			io.WriteString(e.stderr, p.Error()+"\n"+p.Stack)
		}
		if r.Err != nil && !r.Variant.Fails {
			failed = errFailed
		}
	}
	return failed
}

// execute runs the variants one after another. When ctx ends, the variant under way stops and the others do not run.
func execute(ctx context.Context, in *scenarios.Instance, p plan) *scenarios.Results {
	b := in.Batch(p.options, p.variants...)
	cancel := context.AfterFunc(ctx, b.Stop)
	defer cancel()
	return b.Finish()
}
