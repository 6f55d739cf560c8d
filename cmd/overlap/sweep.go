package main

import (
	"errors"

	"github.com/alecthomas/kong"

	"overlap/chart"
	"overlap/scenarios"
)

type sweepCommand struct{ kong.Plugins }

// sweepOptions are the flags of sweep that every scenario has.
type sweepOptions struct {
	Over    string `help:"The parameter to vary, and over which of its values; every option, or all that is allowed, without FROM..TO." placeholder:"NAME=FROM..TO"`
	Steps   *int   `help:"How many values, from 2 to 200, evenly apart (default about 20 round ones)." placeholder:"N"`
	Log     bool   `help:"Values that are each about as many times the one before (default where TO is at least 100 times FROM)."`
	Linear  bool   `help:"Values that are as far apart from each other."`
	Variant string `help:"Run this variant alone." placeholder:"NAME"`
	Seed    uint64 `help:"Seed of everything that is left to chance (default 0)." placeholder:"N"`
	Costs   string `help:"Charge what a measured machine does, besides waiting: pure (nothing), cpython-3.11-asyncio, cpython-3.11-threads or go (default pure)." placeholder:"NAME"`
	JSON    bool   `name:"json" help:"Print one JSON object instead of a plot and a table." group:"Output:"`
	CSV     bool   `name:"csv" help:"Print one row of comma-separated values for each value." group:"Output:"`
	SVG     string `name:"svg" help:"Write the plot as a picture; - is standard output." placeholder:"FILE" group:"Output:"`
	Width   int    `help:"Columns of the plot (default: the terminal's, or 80)." placeholder:"N" group:"Output:"`
	NoColor bool   `help:"No colours, as without a terminal or with NO_COLOR set." group:"Output:"`
	ASCII   bool   `name:"ascii" help:"Draw with ASCII characters only." group:"Output:"`
}

// asRun returns what the options have in common with those of run.
func (o *sweepOptions) asRun() runOptions {
	return runOptions{Variant: o.Variant, Seed: o.Seed, Costs: o.Costs, JSON: o.JSON, SVG: o.SVG, Width: o.Width, NoColor: o.NoColor, ASCII: o.ASCII}
}

// Run runs the variants of a scenario over the values of a parameter and prints how long each took.
func (*sweepCommand) Run(ctx *kong.Context, e *environment) error {
	c, err := e.choose(ctx)
	if err != nil {
		return err
	}
	o := c.options.Interface().(sweepOptions)
	r := o.asRun()
	p, err := r.plan(c.in)
	if err != nil {
		return err
	}
	p.options.Lines = false
	if o.CSV && (o.JSON || o.SVG == "-") {
		return &usageError{"--csv cannot go with --json or --svg -: one of them at a time can go to standard output"}
	}
	over, err := o.over(c)
	if err != nil {
		return err
	}
	s := sweep(e, c.in, p, over, mostRecords)
	if err := e.showSweep(s, o); err != nil {
		return err
	}
	return s.ended
}

// mostRecords bounds what a sweep may do: a minute or two of the model.
const mostRecords = 100_000_000

// swept is what a sweep gave.
type swept struct {
	in    *scenarios.Instance
	plan  plan
	over  over
	rows  []*scenarios.Results // of the first of the values; without their traces
	ended error                // nil when every value was run and no variant failed that should not
}

// sweep runs the values one after another, until ctx ends or the runs have had as many records as they may.
func sweep(e *environment, in *scenarios.Instance, p plan, o over, most int) *swept {
	s := &swept{in: in, plan: p, over: o}
	records := 0
	for i, v := range o.values {
		if records >= most {
			s.ended = stopped(i, len(o.values), ": a sweep may have "+chart.Count(most)+" records; ask for fewer --steps, or a smaller range")
			break
		}
		o.param.Set(v)
		rs := execute(e.ctx, in, p)
		if e.ctx.Err() != nil {
			s.ended = stopped(i, len(o.values), "")
			break
		}
		if err := e.failures(rs); err != nil {
			s.ended = err
		}
		for _, r := range rs.List {
			records += r.Trace.Len()
			r.Trace = nil
		}
		s.rows = append(s.rows, rs)
	}
	return s
}

func stopped(done, of int, why string) error {
	return errors.New("stopped after " + itoa(done) + " of " + itoa(of) + " values" + why)
}
