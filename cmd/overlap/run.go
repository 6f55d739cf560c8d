package main

import (
	"context"
	"errors"
	"io"

	"github.com/alecthomas/kong"

	"overlap/engine"
	"overlap/scenarios"
)

type runCommand struct{ kong.Plugins }

// runOptions are the flags of run that every scenario has.
type runOptions struct {
	Variant  string `help:"Run this variant alone." placeholder:"NAME"`
	Seed     uint64 `help:"Seed of everything that is left to chance (default 0)." placeholder:"N"`
	Seeds    int    `help:"Run this many seeds, from --seed on, and count how the claims and the results fared." placeholder:"N"`
	Clock    string `help:"virtual: waiting costs nothing; real: the machine's (default virtual)." placeholder:"virtual|real"`
	Net      string `help:"memory: pipes; tcp: real sockets on loopback, on the real clock (default memory)." placeholder:"memory|tcp"`
	Costs    string `help:"Charge what a measured machine does, besides waiting: pure (nothing), cpython-3.11-asyncio, cpython-3.11-threads or go (default pure)." placeholder:"NAME"`
	JSON     bool   `name:"json" help:"Print one JSON object instead of a timeline." group:"Output:"`
	SVG      string `name:"svg" help:"Write the timeline as a picture; - is standard output." placeholder:"FILE" group:"Output:"`
	Perfetto string `help:"Write a trace that ui.perfetto.dev opens; - is standard output." placeholder:"FILE" group:"Output:"`
	Width    int    `help:"Columns of the timeline (default: the terminal's, or 80)." placeholder:"N" group:"Output:"`
	NoColor  bool   `help:"No colours, as without a terminal or with NO_COLOR set." group:"Output:"`
	ASCII    bool   `name:"ascii" help:"Draw with ASCII characters only." group:"Output:"`
}

// Run runs the variants of a scenario and prints what they waited for.
func (*runCommand) Run(ctx *kong.Context, e *environment) error {
	c, err := e.choose(ctx)
	if err != nil {
		return err
	}
	o := c.options.Interface().(runOptions)
	p, err := o.plan(c.in)
	if err != nil {
		return err
	}
	rs := execute(e.ctx, c.in, p)
	var t *scenarios.Tally
	if o.Seeds > 0 {
		t = tally(e.ctx, c.in, p, rs, o.Seeds)
	}
	if err := e.show(c.in, p, o, rs, t); err != nil {
		return err
	}
	return e.failures(rs)
}

// failures returns errFailed when a variant failed that should not. What panicked is a mistake in the program, which the
// stack finds.
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

// execute runs the variants one after another. When ctx ends it stops the one under way, and the rest do not
// run.
func execute(ctx context.Context, in *scenarios.Instance, p plan) *scenarios.Results {
	b := in.Batch(p.options, p.variants...)
	unwatch := context.AfterFunc(ctx, b.Stop)
	defer unwatch()
	return b.Finish()
}
