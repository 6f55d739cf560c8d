package main

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"overlap/engine"
	"overlap/reality"
	"overlap/report"
	"overlap/scenarios"
)

// runOptions are the flags of run that every scenario has. Sweep has some of them.
type runOptions struct {
	Variant    string
	Seed       uint64
	Seeds      int
	Repeat     int
	Clock, Net string
	Connect    elsewhere
	Databases  addresses
	Costs      string
	JSON       bool
	SVG        string // names of files, here and below
	CSV        string
	JSONL      string
	Perfetto   string
	Axis       string
	Sequence   bool
	Width      int
	NoColor    bool
}

func (e *environment) runCommand() *cobra.Command {
	var o runOptions
	c := &cobra.Command{
		Use: "run SCENARIO", Short: "Run a scenario and draw what it waited for.",
		Long: "Run a scenario's variants and draw what they waited for. The model needs no time; --clock real and --net tcp do. " +
			`A scenario's parameters are flags: "overlap run fanout --help" names those of fanout.`,
		Example: "overlap run fanout --db 400ms\noverlap run fanout --net tcp --json\noverlap run fanout --connect api=127.0.0.1:9000\noverlap run race --seeds 100\noverlap run restaurant --svg evening.svg\noverlap run echo --axis log\noverlap run fanout --fault db:stall@200ms..1s",
	}
	addFlags(c.PersistentFlags(), "Options", func(f *pflag.FlagSet) {
		o.declareSeedAndCosts(f)
		intVar(f, &o.Seeds, "seeds", 1, maxSeeds, "Run this many seeds, from --seed on, and count how often each claim held and each result came out.")
		intVar(f, &o.Repeat, "repeat", 2, maxRepeat, "Run so often on a real clock, and say how the times spread.")
		choiceVar(f, &o.Clock, "clock", clocks(), "virtual: waiting costs nothing; real: the machine's (default virtual).")
		choiceVar(f, &o.Net, "net", networks(), "memory: pipes; tcp: real sockets on loopback, on the real clock (default memory).")
	})
	addFlags(c.PersistentFlags(), "Output", func(f *pflag.FlagSet) {
		f.BoolVar(&o.JSON, "json", false, "Print one JSON object instead of a timeline.")
		o.declareFiles(f)
		choiceVar(f, &o.Axis, "axis", axes(), "How variants share the axis of time (default auto: so that every run can be read).")
		f.BoolVar(&o.Sequence, "sequence", false, "Draw who does what to whom, message by message, instead of a timeline.")
		o.declareDrawing(f)
	})
	return e.addScenarioCommands(c, e.below(c.Name()), func(sub *cobra.Command, in *scenarios.Instance) func() error {
		sub.Example = examples(c.Name(), in)
		o.declareVariant(sub, in)
		o.Connect.declare(sub, in, "Services that other programs serve: their clients here connect to those, over TCP (default none).")
		o.Databases.declare(sub, in)
		declareFaults(sub, in)
		declarePast(sub, in)
		return func() error { return e.runScenario(in, o) }
	})
}

// declareSeedAndCosts declares the flags that a run in the model depends on, besides its parameters.
func (o *runOptions) declareSeedAndCosts(f *pflag.FlagSet) {
	seedVar(f, &o.Seed)
	choiceVar(f, &o.Costs, "costs", profiles(), "Charge what a measured machine does, besides waiting (default pure, which charges nothing, or the computer that a scenario has of its own).")
}

// declareFiles declares the flags for the forms in which a run is written.
func (o *runOptions) declareFiles(f *pflag.FlagSet) {
	fileVar(f, &o.SVG, "svg", "Write the timeline as a picture; - is standard output.")
	fileVar(f, &o.CSV, "csv", "Write a table with a row for each time that a task ran or waited; - is standard output.")
	fileVar(f, &o.JSONL, "jsonl", "Write the records of the runs, a JSON object in each line; - is standard output.")
	fileVar(f, &o.Perfetto, "perfetto", "Write a trace that ui.perfetto.dev opens; - is standard output.")
}

// declareDrawing declares the flags for the look of charts in a terminal.
func (o *runOptions) declareDrawing(f *pflag.FlagSet) {
	intVar(f, &o.Width, "width", 40, 400, "Columns of what is drawn, from 40 to 400 (default the terminal's, or 80).")
	f.BoolVar(&o.NoColor, "no-color", false, "No colours, as without a terminal or with NO_COLOR set.")
}

// declareVariant declares --variant for a scenario's command.
func (o *runOptions) declareVariant(c *cobra.Command, in *scenarios.Instance) {
	addFlags(c.Flags(), "Options", func(f *pflag.FlagSet) {
		choiceVar(f, &o.Variant, "variant", variantNames(in), "Run this variant alone (default all).")
	})
}

// outcome is what a run command came to.
type outcome struct {
	*scenarios.Results                      // of the variants that ran to their ends
	cut                *scenarios.Result    // of the variant that was interrupted, nil when none was
	model              *scenarios.Results   // what the model says of a run on a real clock, else nil
	seeds              *report.Seeds        // with --seeds
	repeats            []*scenarios.Results // with --repeat
	failed             error                // errFailed when a run or a claim failed, a *cutShort when runs are missing
}

// runScenario runs the variants of a scenario and prints what they waited for.
func (e *environment) runScenario(in *scenarios.Instance, o runOptions) error {
	p, err := o.plan(in)
	if err != nil {
		return err
	}
	if err := o.Connect.lookUp(e.ctx); err != nil {
		return err
	}
	dbs, release, err := e.openDatabases(in, o.Databases)
	if err != nil {
		return err
	}
	defer release()
	p.databases, p.options.Databases = dbs, dbs.forRuns()
	files, err := e.openFiles(o.files(in))
	if err != nil {
		return err
	}
	x := e.runPlan(in, p, o)
	return errors.Join(e.show(in, p, o, x, files), x.failed)
}

// runPlan runs the variants as often as the plan asks.
func (e *environment) runPlan(in *scenarios.Instance, p plan, o runOptions) *outcome {
	x := &outcome{Results: in.Batch(p.options).Results()}
	if p.clock == "real" {
		if x.model, _ = execute(e.ctx, in, plan{variants: p.variants, options: scenarios.Options{Seed: p.options.Seed, Costs: machineCosts(), Foreign: p.options.Foreign}}, nil); e.ctx.Err() != nil {
			x.failed = &cutShort{of: len(p.variants), unit: "variant"}
			return x
		}
		if len(p.tcp.Elsewhere) > 0 {
			p.tcp.Patience = (reality.Estimate(x.model) + answerLimit).Round(time.Second)
			p.tcp.Longest = 3 * p.tcp.Patience
		}
	}
	switch {
	case o.Seeds > 0:
		e.runSeeds(in, p, x, o.Seeds)
	case o.Repeat > 0:
		e.runRepeatedly(in, p, x, o.Repeat)
	default:
		bar := e.progress(len(p.variants), "variant", reality.Estimate(x.model))
		defer bar.end()
		x.Results, x.cut = execute(e.ctx, in, p, bar)
		x.failed = cmp.Or(unlessWhole(e.ctx, len(x.List), len(p.variants), "variant"), e.failures(in, x.Results))
	}
	return x
}

// failures returns errFailed when a variant failed that is not meant to fail: with faults, failing is a result. It prints the stacks
// of panics: a panic is a mistake in the scenario.
func (e *environment) failures(in *scenarios.Instance, rs *scenarios.Results) (failed error) {
	for _, r := range rs.List {
		var p *engine.PanicError
		if errors.As(r.Err, &p) {
			e.complain(p.Error() + "\n" + p.Stack)
			failed = errFailed
		}
		if r.Err != nil && !r.Variant.Fails && len(in.Faults()) == 0 {
			failed = errFailed
		}
	}
	return failed
}

// execute runs the variants one after another. When ctx ends, the variant under way stops: then it is not among the results, and
// no others run.
func execute(ctx context.Context, in *scenarios.Instance, p plan, bar *progress) (rs *scenarios.Results, cut *scenarios.Result) {
	b := in.Batch(p.options, p.variants...)
	return b.Results(), reality.Execute(ctx, b, bar.finished)
}
