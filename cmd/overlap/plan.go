package main

import (
	"slices"
	"strings"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/tcp"
	"overlap/scenarios"
)

// plan is what a command line asks to run.
type plan struct {
	variants       []scenarios.Variant
	clock, network string
	options        scenarios.Options
}

// plan checks the options against each other and the scenario.
func (o *runOptions) plan(in *scenarios.Instance) (p plan, err error) {
	p.options.Seed = o.Seed
	p.options.Lines = !o.JSON && o.Perfetto == "" // for what the text reports; exports stay as they are without
	if p.variants, err = o.variants(in); err != nil {
		return p, err
	}
	if p.network, err = oneOf("net", o.Net, "memory", "tcp"); err != nil {
		return p, err
	}
	if p.clock, err = oneOf("clock", o.Clock, "virtual", "real"); err != nil {
		return p, err
	}
	if p.network == "tcp" {
		if o.Clock == "virtual" {
			return p, &usageError{"--clock virtual cannot go with --net tcp: a virtual clock jumps ahead, and sockets take the time they take; leave out --clock"}
		}
		p.clock = "real"
		p.options.Network = func(l *engine.Loop) network.Network { return tcp.New(l, tcp.Options{}) }
	}
	if p.options.Costs, err = profile(o.Costs, p.clock); err != nil {
		return p, err
	}
	if p.clock == "real" {
		p.options.Clock = engine.NewMonotonic
	}
	if err := o.many(p.clock); err != nil {
		return p, err
	}
	return p, o.output()
}

// many checks what is asked for with many seeds: claims are about all variants, in the model.
func (o *runOptions) many(clock string) error {
	switch {
	case o.Seeds == 0:
		return nil
	case o.Variant != "":
		return &usageError{"--variant cannot go with --seeds: claims compare all variants; leave out --variant"}
	case clock == "real":
		return &usageError{"--seeds cannot go with a real clock: claims hold exactly in the model; leave out --seeds, or --clock and --net"}
	}
	return checkSeeds(o.Seeds)
}

// profile returns the costs of a name.
func profile(name, clock string) (engine.Costs, error) {
	var names []string
	for _, c := range engine.Profiles() {
		names = append(names, c.Name)
	}
	name, err := oneOf("costs", name, names...)
	if err != nil {
		return engine.Costs{}, err
	}
	if clock == "real" && name != names[0] {
		return engine.Costs{}, &usageError{"--costs " + name + " cannot go with a real clock: a real machine charges its own; leave out --costs, or --clock and --net"}
	}
	c, _ := engine.Profile(name)
	return c, nil
}

// output checks that standard output is asked for once.
func (o *runOptions) output() error {
	var asked []string
	for _, x := range []struct {
		name string
		is   bool
	}{{"--json", o.JSON}, {"--svg -", o.SVG == "-"}, {"--perfetto -", o.Perfetto == "-"}} {
		if x.is {
			asked = append(asked, x.name)
		}
	}
	if len(asked) > 1 {
		return &usageError{strings.Join(asked, " and ") + " cannot both go to standard output: name a file"}
	}
	if o.Width != 0 && (o.Width < 40 || o.Width > 400) {
		return &scenarios.Error{Name: "width", Value: itoa(o.Width), Allowed: "a number of columns from 40 to 400"}
	}
	return nil
}

func (o *runOptions) variants(in *scenarios.Instance) ([]scenarios.Variant, error) {
	if o.Variant == "" {
		return in.Variants(), nil
	}
	i := slices.IndexFunc(in.Variants(), func(v scenarios.Variant) bool { return v.Name == o.Variant })
	if i < 0 {
		return nil, &scenarios.Error{Name: "variant", Value: o.Variant, Allowed: "one of " + strings.Join(variantNames(in), ", ")}
	}
	return in.Variants()[i : i+1], nil
}

// oneOf returns the word that a flag chose, the first when it chose none.
func oneOf(name, chosen string, words ...string) (string, error) {
	switch {
	case chosen == "":
		return words[0], nil
	case slices.Contains(words, chosen):
		return chosen, nil
	}
	return "", &scenarios.Error{Name: name, Value: chosen, Allowed: "one of " + strings.Join(words, ", ")}
}
